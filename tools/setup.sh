#!/bin/sh
# Prepares .venv from requirements.lock and, on Debian and Ubuntu, the system libraries that Qt and Chinese text need.
# Does nothing where both are as they should be.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin
venv=.venv
stamp=$venv/requirements.sha256

# What has to be there, and the Debian package that brings it.
libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11-xcb.so.1 libx11-xcb1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
'

missing_packages() {
    known=$(ldconfig -p)
    echo "$libraries" | while read -r library package; do
        [ -z "$library" ] || case $known in *"$library"*) ;; *) echo "$package" ;; esac
    done
    [ -n "$(find -L /usr/share/fonts /usr/local/share/fonts -name 'NotoSerifCJK*' -print -quit 2>/dev/null)" ] ||
        echo fonts-noto-cjk
    "$python" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_system_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    echo "安装系统组件：" $missing
    # shellcheck disable=SC2086  # one word a package
    as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing >/dev/null || true
    missing=$(missing_packages)
    [ -z "$missing" ] ||
        echo "没有装上（没有权限或没有网络），窗口或中文可能显示不了，请用管理员身份安装：" $missing >&2
}

find_python() {
    for name in python3.11 python3.12 python3; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "需要 Python 3.11 或 3.12。" >&2
    return 1
}

wanted=$(sha256sum requirements.lock)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then exit 0; fi
python=$(find_python)
if command -v apt-get >/dev/null; then install_system_packages; fi
echo "准备 $venv …"
[ -x $venv/bin/python ] || "$python" -m venv $venv
# --no-deps: the lock names every package there is to install, and nothing else is wanted.
$venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    -r requirements.lock
$venv/bin/python -m pip check --quiet --disable-pip-version-check
echo "$wanted" >"$stamp"
