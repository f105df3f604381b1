; The installer: makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DFOLDER=dist\gouji -DOUTPUT=setup.exe installer.nsi
;
; For the user alone unless started as administrator with /ALLUSERS, so no rights are needed. /S asks nothing, /D=path
; chooses the folder. An older version is replaced. The reports' library and the settings are never touched.
;
; -DTARGET=amd64-unicode makes the installer itself a 64-bit program: only some builds of NSIS can, and only Wine asks.
Unicode true
!ifdef TARGET
  Target ${TARGET}
!endif
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include x64.nsh

!define NAME "勾稽"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gouji"
!define APPLICATION "Software\Classes\Applications\gouji.exe"

Name "${NAME}"
OutFile "${OUTPUT}"
BrandingText "${NAME} ${VERSION}"
SetCompressor /SOLID lzma
SetCompressorDictSize 32 ; MB: the two programs share one Python library, which is then packed once
RequestExecutionLevel user
ManifestDPIAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME}安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT 许可证"

!define MUI_ICON "${FOLDER}\_internal\resources\icons\gouji.ico"
!define MUI_UNICON "${FOLDER}\_internal\resources\icons\gouji.ico"
!define MUI_WELCOMEPAGE_TEXT "勾稽核对工会预算、决算公开报告，全部在这台电脑上完成，不连接网络。$\r$\n$\r$\n\
安装不需要管理员权限，也不改变 PDF、Word、Excel 文件的默认打开程序。$\r$\n$\r$\n\
报告和修改记录存放在“文档\勾稽”里，升级和卸载都不会动它。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\gouji.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开勾稽"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将删除勾稽的程序文件。资料库（文档\勾稽）、设置和日志会保留，以后重新安装时可以接着使用。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
SetFont /LANG=2052 "Microsoft YaHei UI" 9

Var Everyone ; "1" where the program is for all users of the computer

; What concerns all users needs an administrator: Windows asks for one, and the same program starts again.
!macro Administrator program parameters
  ${If} $Everyone == 1
    UserInfo::GetAccountType
    Pop $1
    ${If} $1 != "Admin"
      ExecShell "runas" "${program}" "${parameters}"
      Quit
    ${EndIf}
  ${EndIf}
!macroend

; The folder: /D before all, then that of the version that is there, then the usual one.
!macro Places un
Function ${un}Places
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ALLUSERS" $1
  ${IfNot} ${Errors}
    StrCpy $Everyone 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
  SetRegView 64
FunctionEnd
!macroend
!insertmacro Places ""
!insertmacro Places "un."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "勾稽需要 64 位的 Windows 10 或 11。" /SD IDOK
    Abort
  ${EndIf}
  Call Places
  !insertmacro Administrator "$EXEPATH" "$0"
  ${If} $INSTDIR == ""
    ReadRegStr $INSTDIR SHCTX "${UNINSTALL}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Everyone == 1
      StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  Call un.Places
  ReadRegStr $0 SHCTX "${UNINSTALL}" "InstallLocation"
  ${If} $0 != $INSTDIR ; installed for all users, uninstalled from the list of Windows
    StrCpy $Everyone 1
    SetShellVarContext all
  ${EndIf}
  ${If} ${Silent}
    StrCpy $2 "/S"
  ${EndIf}
  !insertmacro Administrator "$INSTDIR\uninstall.exe" "/ALLUSERS $2"
FunctionEnd

; A running program keeps its own file open; deleting it tells.
!macro RefuseWhileRunning un
Function ${un}RefuseWhileRunning
  again:
  ${IfNot} ${FileExists} "$INSTDIR\gouji.exe"
    Return
  ${EndIf}
  ClearErrors
  Delete "$INSTDIR\gouji.exe"
  ${If} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "勾稽正在运行。请先保存并关闭它，再点“重试”。" /SD IDCANCEL IDRETRY again
    SetErrorLevel 5
    Quit
  ${EndIf}
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

!macro OpenWith extension
  WriteRegStr SHCTX "${APPLICATION}\SupportedTypes" "${extension}" ""
  WriteRegNone SHCTX "Software\Classes\${extension}\OpenWithProgids" "Gouji.Report"
!macroend
!macro NoOpenWith extension
  DeleteRegValue SHCTX "Software\Classes\${extension}\OpenWithProgids" "Gouji.Report"
!macroend
!macro EachExtension do
  !insertmacro ${do} ".pdf"
  !insertmacro ${do} ".docx"
  !insertmacro ${do} ".xlsx"
  !insertmacro ${do} ".xls"
  !insertmacro ${do} ".et"
!macroend

Section "program"
  Call RefuseWhileRunning
  RMDir /r "$INSTDIR\_internal" ; of an older version nothing stays behind
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\gouji.exe" "" "" "" "" "" "核对工会预算、决算公开报告"

  WriteRegStr SHCTX "${APPLICATION}" "FriendlyAppName" "${NAME}"
  WriteRegStr SHCTX "${APPLICATION}\shell\open\command" "" '"$INSTDIR\gouji.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\Gouji.Report" "" "预算、决算报告"
  WriteRegStr SHCTX "Software\Classes\Gouji.Report\Application" "ApplicationName" "${NAME}"
  WriteRegStr SHCTX "Software\Classes\Gouji.Report\shell\open\command" "" '"$INSTDIR\gouji.exe" "%1"'
  !insertmacro EachExtension OpenWith

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\gouji.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; 打开方式 is read anew
SectionEnd

Section "un.program"
  Call un.RefuseWhileRunning
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\gouji-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; goes only when empty: what the user put there stays
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey SHCTX "${APPLICATION}"
  DeleteRegKey SHCTX "Software\Classes\Gouji.Report"
  !insertmacro EachExtension NoOpenWith
  DeleteRegKey SHCTX "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
