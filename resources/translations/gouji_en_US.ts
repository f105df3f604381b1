<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>保存诊断文件…</source>
      <translation>Save a diagnosis…</translation>
    </message>
    <message>
      <source>关于勾稽</source>
      <translation>About Gouji</translation>
    </message>
    <message>
      <source>关闭</source>
      <translation>Close</translation>
    </message>
    <message>
      <source>勾稽 {version}</source>
      <translation>Gouji {version}</translation>
    </message>
    <message>
      <source>工会预算、决算公开报告核对工具。程序不连接网络，报告只在这台电脑上。</source>
      <translation>Checks the budgets and final accounts that trade unions publish. The program connects to no network; reports stay on this computer.</translation>
    </message>
    <message>
      <source>打开文件夹</source>
      <translation>Open folder</translation>
    </message>
    <message>
      <source>第三方许可…</source>
      <translation>Third-party licences…</translation>
    </message>
    <message>
      <source>设置和日志</source>
      <translation>Settings and log</translation>
    </message>
    <message>
      <source>资料库</source>
      <translation>Library</translation>
    </message>
  </context>
  <context>
    <name>CellBar</name>
    <message>
      <source>原文 {text}</source>
      <translation>Printed {text}</translation>
    </message>
    <message>
      <source>建议 {text}　Alt+Enter</source>
      <translation>Suggested {text}  Alt+Enter</translation>
    </message>
    <message>
      <source>现值</source>
      <translation>Now</translation>
    </message>
    <message>
      <source>空白</source>
      <translation>blank</translation>
    </message>
    <message>
      <source>这一格现在的内容，回车写入</source>
      <translation>What the cell holds now; Enter takes it over</translation>
    </message>
    <message>
      <source>采纳建议（Alt+Enter）</source>
      <translation>Accept suggestion (Alt+Enter)</translation>
    </message>
  </context>
  <context>
    <name>CutOut</name>
    <message>
      <source>这一格的原图</source>
      <translation>The cell on the page</translation>
    </message>
  </context>
  <context>
    <name>Deeds</name>
    <message>
      <source>为什么先放在一边？（会随报告保存）</source>
      <translation>Why is it put aside? (kept with the report)</translation>
    </message>
    <message>
      <source>只有矛盾能归为原件如此，别的可以搁置（Alt+S）。</source>
      <translation>Only a broken relation can be filed as printed; the others can be set aside (Alt+S).</translation>
    </message>
    <message>
      <source>已归为原件如此。</source>
      <translation>Filed as printed. </translation>
    </message>
    <message>
      <source>已搁置。</source>
      <translation>Set aside. </translation>
    </message>
    <message>
      <source>已采纳 {text}。</source>
      <translation>Accepted {text}. </translation>
    </message>
    <message>
      <source>已采纳：{text}。</source>
      <translation>Accepted: {text}. </translation>
    </message>
    <message>
      <source>未写理由</source>
      <translation>no reason given</translation>
    </message>
    <message>
      <source>没有别的问题了。</source>
      <translation>No other problem is left.</translation>
    </message>
    <message>
      <source>还有 {count} 处问题，按 F8 到下一处。</source>
      <translation>{count} problems left; F8 goes to the next.</translation>
    </message>
    <message>
      <source>这处问题已经不在了。</source>
      <translation>This problem is no longer there.</translation>
    </message>
    <message>
      <source>这处问题没有建议的数字，请对照原件修改。</source>
      <translation>There is no suggestion for this problem: compare it with the original and correct it.</translation>
    </message>
    <message>
      <source>采纳建议</source>
      <translation>Accept suggestion</translation>
    </message>
  </context>
  <context>
    <name>Detail</name>
    <message>
      <source>{place}　{stated} 应为 {suggestion}</source>
      <translation>{place}: {stated} should be {suggestion}</translation>
    </message>
    <message>
      <source>写下理由，先放在一边（Alt+S）</source>
      <translation>Give a reason and put it aside (Alt+S)</translation>
    </message>
    <message>
      <source>原件上就是这样，是报告本身的错，表格不改（Alt+Y）</source>
      <translation>The page prints it so: an error of the report itself, the grid stays (Alt+Y)</translation>
    </message>
    <message>
      <source>原件如此</source>
      <translation>As printed</translation>
    </message>
    <message>
      <source>恢复</source>
      <translation>Take up again</translation>
    </message>
    <message>
      <source>把建议的数字填入疑点格（Alt+Enter）</source>
      <translation>Put the suggested figure into the suspect cell (Alt+Enter)</translation>
    </message>
    <message>
      <source>按 F8 到下一处问题，这里列出它的算式。</source>
      <translation>Press F8 for the next problem; its equation is listed here.</translation>
    </message>
    <message>
      <source>搁置…</source>
      <translation>Set aside…</translation>
    </message>
    <message>
      <source>搁置理由：</source>
      <translation>Reason: </translation>
    </message>
    <message>
      <source>正文：</source>
      <translation>Text: </translation>
    </message>
    <message>
      <source>空白</source>
      <translation>blank</translation>
    </message>
    <message>
      <source>采纳</source>
      <translation>Accept</translation>
    </message>
    <message>
      <source>采纳 {text}</source>
      <translation>Accept {text}</translation>
    </message>
    <message>
      <source>问题详情</source>
      <translation>The problem in detail</translation>
    </message>
  </context>
  <context>
    <name>EditCommands</name>
    <message>
      <source>剪切 {count} 格</source>
      <translation>Cut {count} cells</translation>
    </message>
    <message>
      <source>向下填充 {count} 格</source>
      <translation>Fill down {count} cells</translation>
    </message>
    <message>
      <source>恢复原文 {count} 格</source>
      <translation>Restore {count} cells</translation>
    </message>
    <message>
      <source>清除 {count} 格</source>
      <translation>Clear {count} cells</translation>
    </message>
    <message>
      <source>粘贴 {count} 格</source>
      <translation>Paste {count} cells</translation>
    </message>
    <message>
      <source>转到哪个科目编码或名称？</source>
      <translation>Which code or name?</translation>
    </message>
    <message>
      <source>这张表里没有“{code}”</source>
      <translation>“{code}” is not in this table</translation>
    </message>
  </context>
  <context>
    <name>EquationLine</name>
    <message>
      <source>展开其余各项</source>
      <translation>Show the others</translation>
    </message>
    <message>
      <source>还有 {count} 项</source>
      <translation>{count} more</translation>
    </message>
  </context>
  <context>
    <name>ExportCommands</name>
    <message>
      <source>各表导出到哪个文件夹</source>
      <translation>Folder for the tables</translation>
    </message>
    <message>
      <source>导出</source>
      <translation>Export</translation>
    </message>
    <message>
      <source>工作簿</source>
      <translation>workbook</translation>
    </message>
    <message>
      <source>已导出到 {path}</source>
      <translation>Exported to {path}</translation>
    </message>
    <message>
      <source>改动清单</source>
      <translation>corrections</translation>
    </message>
    <message>
      <source>数据</source>
      <translation>Data</translation>
    </message>
    <message>
      <source>整改单</source>
      <translation>Notice of corrections</translation>
    </message>
    <message>
      <source>核对台账</source>
      <translation>Ledger of checks</translation>
    </message>
    <message>
      <source>问题清单</source>
      <translation>List of problems</translation>
    </message>
  </context>
  <context>
    <name>FileCommands</name>
    <message>
      <source>从备份恢复</source>
      <translation>Restore from backup</translation>
    </message>
    <message>
      <source>修改报告信息</source>
      <translation>Change report information</translation>
    </message>
    <message>
      <source>勾稽资料库 备份</source>
      <translation>Gouji library backup</translation>
    </message>
    <message>
      <source>原来的资料库改名为 {path}。</source>
      <translation> The library before it is now {path}.</translation>
    </message>
    <message>
      <source>备份资料库</source>
      <translation>Back up library</translation>
    </message>
    <message>
      <source>恢复</source>
      <translation>Restore</translation>
    </message>
    <message>
      <source>打开图片文件夹</source>
      <translation>Open folder of pictures</translation>
    </message>
    <message>
      <source>打开报告</source>
      <translation>Open report</translation>
    </message>
    <message>
      <source>报告文件 ({patterns});;所有文件 (*)</source>
      <translation>Reports ({patterns});;All files (*)</translation>
    </message>
    <message>
      <source>没有找到示例报告，程序可能没有装全。</source>
      <translation>The example report is missing; the program may not be installed completely.</translation>
    </message>
    <message>
      <source>用“{name}”恢复资料库？现在的资料库会改名保留，打开着的报告不受影响。</source>
      <translation>Restore the library from “{name}”? The present library is kept under another name; open reports are not affected.</translation>
    </message>
    <message>
      <source>资料库 (*.sqlite *.db)</source>
      <translation>Library (*.sqlite *.db)</translation>
    </message>
    <message>
      <source>资料库已备份到 {path}。</source>
      <translation>The library was backed up to {path}.</translation>
    </message>
    <message>
      <source>资料库已恢复。</source>
      <translation>The library was restored.</translation>
    </message>
    <message>
      <source>选择或新建资料库</source>
      <translation>Choose or make a library</translation>
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message>
      <source>全部</source>
      <translation>All</translation>
    </message>
    <message>
      <source>原件如此</source>
      <translation>As printed</translation>
    </message>
    <message>
      <source>只看当前表</source>
      <translation>This table only</translation>
    </message>
    <message>
      <source>已搁置</source>
      <translation>Set aside</translation>
    </message>
    <message>
      <source>提示</source>
      <translation>Hints</translation>
    </message>
    <message>
      <source>整份报告</source>
      <translation>Whole report</translation>
    </message>
    <message>
      <source>疑点</source>
      <translation>Doubts</translation>
    </message>
    <message>
      <source>矛盾</source>
      <translation>Contradictions</translation>
    </message>
    <message>
      <source>范围</source>
      <translation>Scope</translation>
    </message>
    <message>
      <source>问题 {count}</source>
      <translation>Problems {count}</translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>{count} 处</source>
      <translation>{count} found</translation>
    </message>
    <message>
      <source>一步替换所有找到的格</source>
      <translation>Replace all found cells in one step</translation>
    </message>
    <message>
      <source>上一个（Shift+F3）</source>
      <translation>Previous (Shift+F3)</translation>
    </message>
    <message>
      <source>下一个（F3）</source>
      <translation>Next (F3)</translation>
    </message>
    <message>
      <source>全部替换</source>
      <translation>Replace all</translation>
    </message>
    <message>
      <source>全部替换 {count} 格</source>
      <translation>Replace {count} cells</translation>
    </message>
    <message>
      <source>关闭（Esc）</source>
      <translation>Close (Esc)</translation>
    </message>
    <message>
      <source>整份报告</source>
      <translation>Whole report</translation>
    </message>
    <message>
      <source>替换</source>
      <translation>Replace</translation>
    </message>
    <message>
      <source>替换为</source>
      <translation>Replace by</translation>
    </message>
    <message>
      <source>替换这一处，到下一处</source>
      <translation>Replace this one and go on</translation>
    </message>
    <message>
      <source>查找</source>
      <translation>Find</translation>
    </message>
    <message>
      <source>查找范围</source>
      <translation>Where to search</translation>
    </message>
    <message>
      <source>正则表达式</source>
      <translation>Regular expression</translation>
    </message>
    <message>
      <source>表达式不完整</source>
      <translation>Incomplete expression</translation>
    </message>
    <message>
      <source>这张表</source>
      <translation>This table</translation>
    </message>
  </context>
  <context>
    <name>FindingsModel</name>
    <message>
      <source>应为 {text}</source>
      <translation>should be {text}</translation>
    </message>
    <message>
      <source>情况说明</source>
      <translation>Narrative</translation>
    </message>
    <message>
      <source>情况说明 第 {page} 页</source>
      <translation>Narrative, page {page}</translation>
    </message>
    <message>
      <source>整份报告</source>
      <translation>Whole report</translation>
    </message>
  </context>
  <context>
    <name>FindingsPanel</name>
    <message>
      <source>先按 F8 选中一处问题。</source>
      <translation>Press F8 first to come to a problem.</translation>
    </message>
    <message>
      <source>没有列出的问题。</source>
      <translation>There are no problems in the list.</translation>
    </message>
    <message>
      <source>问题列表</source>
      <translation>Problems</translation>
    </message>
  </context>
  <context>
    <name>GridHeader</name>
    <message>
      <source>表头</source>
      <translation>Header</translation>
    </message>
  </context>
  <context>
    <name>GridModel</name>
    <message>
      <source>修改一格</source>
      <translation>Change a cell</translation>
    </message>
    <message>
      <source>存疑：请对照原图核对</source>
      <translation>Unsure: please compare with the page</translation>
    </message>
    <message>
      <source>已搁置</source>
      <translation>Set aside</translation>
    </message>
    <message>
      <source>已改，原文是：{text}</source>
      <translation>Corrected; printed: {text}</translation>
    </message>
    <message>
      <source>推定：按数字之间的关系放在这里</source>
      <translation>Inferred: placed here by arithmetic</translation>
    </message>
    <message>
      <source>推定：读出的是 {text}，按勾稽关系或标准名称改过</source>
      <translation>Inferred: read as {text}, changed to fit the relations or the standard names</translation>
    </message>
    <message>
      <source>疑点：最可能出错的一格</source>
      <translation>Suspect: most likely the wrong one</translation>
    </message>
    <message>
      <source>矛盾：所在的勾稽关系不成立</source>
      <translation>Contradiction: part of a broken relation</translation>
    </message>
    <message>
      <source>（空白）</source>
      <translation>(blank)</translation>
    </message>
  </context>
  <context>
    <name>GridView</name>
    <message>
      <source>行号</source>
      <translation>Row numbers</translation>
    </message>
    <message>
      <source>表格</source>
      <translation>Table</translation>
    </message>
    <message>
      <source>这张表没有数据行。</source>
      <translation>This table has no rows.</translation>
    </message>
  </context>
  <context>
    <name>InfoDialog</name>
    <message>
      <source>决算</source>
      <translation>Final account</translation>
    </message>
    <message>
      <source>单位(&amp;U)</source>
      <translation>&amp;Unit</translation>
    </message>
    <message>
      <source>取消</source>
      <translation>Cancel</translation>
    </message>
    <message>
      <source>年度(&amp;Y)</source>
      <translation>&amp;Year</translation>
    </message>
    <message>
      <source>报告信息</source>
      <translation>Report information</translation>
    </message>
    <message>
      <source>未知</source>
      <translation>Unknown</translation>
    </message>
    <message>
      <source>确定</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>种类(&amp;K)</source>
      <translation>&amp;Kind</translation>
    </message>
    <message>
      <source>金额单位(&amp;M)</source>
      <translation>Unit of a&amp;mounts</translation>
    </message>
    <message>
      <source>预算</source>
      <translation>Budget</translation>
    </message>
  </context>
  <context>
    <name>LegendDialog</name>
    <message>
      <source>位置或数字由勾稽关系推出（斜体）</source>
      <translation>Placed or chosen by arithmetic (italic)</translation>
    </message>
    <message>
      <source>写过理由、先放在一边（斜线）</source>
      <translation>Put aside with a reason (hatched)</translation>
    </message>
    <message>
      <source>图例</source>
      <translation>Legend</translation>
    </message>
    <message>
      <source>存疑</source>
      <translation>Unsure</translation>
    </message>
    <message>
      <source>已搁置</source>
      <translation>Set aside</translation>
    </message>
    <message>
      <source>已改</source>
      <translation>Corrected</translation>
    </message>
    <message>
      <source>所在的勾稽关系不成立（右上角有小三角）</source>
      <translation>Part of a broken relation (triangle in the corner)</translation>
    </message>
    <message>
      <source>推定</source>
      <translation>Inferred</translation>
    </message>
    <message>
      <source>改过的格，停留可看原文（左侧竖条）</source>
      <translation>Corrected; hover to see what was printed (bar at the left)</translation>
    </message>
    <message>
      <source>最可能出错的一格（实线框）</source>
      <translation>Most likely the wrong one (solid frame)</translation>
    </message>
    <message>
      <source>疑点</source>
      <translation>Doubts</translation>
    </message>
    <message>
      <source>矛盾</source>
      <translation>Contradictions</translation>
    </message>
    <message>
      <source>读得没有把握，请对照原图（点状下划线）</source>
      <translation>Read with doubt; compare with the page (dotted underline)</translation>
    </message>
  </context>
  <context>
    <name>LibraryDialog</name>
    <message>
      <source>{year} 年</source>
      <translation>{year}</translation>
    </message>
    <message>
      <source>从备份恢复(&amp;R)…</source>
      <translation>Restore from backup (&amp;R)…</translation>
    </message>
    <message>
      <source>从资料库删除(&amp;D)…</source>
      <translation>&amp;Delete from library…</translation>
    </message>
    <message>
      <source>从资料库删除“{name}”？原来的报告文件不受影响。</source>
      <translation>Delete “{name}” from the library? The report’s file stays.</translation>
    </message>
    <message>
      <source>全部年度</source>
      <translation>All years</translation>
    </message>
    <message>
      <source>关闭(&amp;C)</source>
      <translation>&amp;Close</translation>
    </message>
    <message>
      <source>删除</source>
      <translation>Delete</translation>
    </message>
    <message>
      <source>只看有问题的(&amp;P)</source>
      <translation>Only with problems (&amp;P)</translation>
    </message>
    <message>
      <source>备份(&amp;B)…</source>
      <translation>Back up (&amp;B)…</translation>
    </message>
    <message>
      <source>已保存的报告</source>
      <translation>Saved reports</translation>
    </message>
    <message>
      <source>年度</source>
      <translation>Year</translation>
    </message>
    <message>
      <source>打开(&amp;O)</source>
      <translation>&amp;Open</translation>
    </message>
    <message>
      <source>按单位、年度或文件名查找</source>
      <translation>Find by unit, year or file</translation>
    </message>
    <message>
      <source>正在打开资料库…</source>
      <translation>Opening the library…</translation>
    </message>
    <message>
      <source>确认过的名称(&amp;N)…</source>
      <translation>Confirmed names (&amp;N)…</translation>
    </message>
    <message>
      <source>资料库</source>
      <translation>Library</translation>
    </message>
    <message>
      <source>资料库里还没有报告。打开一份报告，核对后按 Ctrl+S 保存到这里。</source>
      <translation>The library is empty. Open a report, check it, and press Ctrl+S to keep it here.</translation>
    </message>
  </context>
  <context>
    <name>LibraryModel</name>
    <message>
      <source>{when}（有未保存的修改）</source>
      <translation>{when} (unsaved changes)</translation>
    </message>
    <message>
      <source>保存时间</source>
      <translation>Saved</translation>
    </message>
    <message>
      <source>单位</source>
      <translation>Unit</translation>
    </message>
    <message>
      <source>已核对</source>
      <translation>Checked</translation>
    </message>
    <message>
      <source>年度</source>
      <translation>Year</translation>
    </message>
    <message>
      <source>文件</source>
      <translation>File</translation>
    </message>
    <message>
      <source>种类</source>
      <translation>Kind</translation>
    </message>
    <message>
      <source>表</source>
      <translation>Tables</translation>
    </message>
    <message>
      <source>问题</source>
      <translation>Problems</translation>
    </message>
    <message>
      <source>（未知）</source>
      <translation>(unknown)</translation>
    </message>
  </context>
  <context>
    <name>LicencesDialog</name>
    <message>
      <source>下一个</source>
      <translation>Next</translation>
    </message>
    <message>
      <source>查找软件包或许可证的名称</source>
      <translation>Look for a package or a licence</translation>
    </message>
    <message>
      <source>没有找到</source>
      <translation>Not found</translation>
    </message>
    <message>
      <source>第三方许可</source>
      <translation>Third-party licences</translation>
    </message>
    <message>
      <source>这份说明在打包时生成，从源码运行时没有。</source>
      <translation>These notices are made when the program is built; a program run from source has none.</translation>
    </message>
  </context>
  <context>
    <name>LooksCommands</name>
    <message>
      <source>下次启动时生效</source>
      <translation>From the next start on</translation>
    </message>
    <message>
      <source>界面语言：</source>
      <translation>Language of the window:</translation>
    </message>
  </context>
  <context>
    <name>MainToolBar</name>
    <message>
      <source>导出</source>
      <translation>Export</translation>
    </message>
    <message>
      <source>工具栏</source>
      <translation>Toolbar</translation>
    </message>
    <message>
      <source>问题清单、整改单、核对台账、各表</source>
      <translation>Problems, notice, ledger, tables</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>上次有没保存的修改：{names}。要接着核对吗？</source>
      <translation>There are unsaved changes from last time: {names}. Go on with them?</translation>
    </message>
    <message>
      <source>也可以先只读打开：能看已保存的报告，不能保存。</source>
      <translation>It can be opened read-only: saved reports can be seen, nothing can be saved.</translation>
    </message>
    <message>
      <source>作为一份报告打开</source>
      <translation>Open as one report</translation>
    </message>
    <message>
      <source>关闭报告</source>
      <translation>Close report</translation>
    </message>
    <message>
      <source>关闭报告（Ctrl+W）</source>
      <translation>Close report (Ctrl+W)</translation>
    </message>
    <message>
      <source>分别打开</source>
      <translation>Open separately</translation>
    </message>
    <message>
      <source>勾稽</source>
      <translation>Gouji</translation>
    </message>
    <message>
      <source>只读打开</source>
      <translation>Open read-only</translation>
    </message>
    <message>
      <source>存为新的一份</source>
      <translation>Save as a new one</translation>
    </message>
    <message>
      <source>已保存</source>
      <translation>Saved</translation>
    </message>
    <message>
      <source>撤销</source>
      <translation>Undo</translation>
    </message>
    <message>
      <source>这 {count} 张图片是同一份报告的几页吗？作为一份报告打开时，按文件名的顺序排列各页。</source>
      <translation>Are these {count} pictures pages of the same report? Opened as one report, the pages stand in the order of the file names.</translation>
    </message>
    <message>
      <source>重做</source>
      <translation>Redo</translation>
    </message>
  </context>
  <context>
    <name>NamesDialog</name>
    <message>
      <source>关闭(&amp;C)</source>
      <translation>Close (&amp;C)</translation>
    </message>
    <message>
      <source>删除(&amp;D)</source>
      <translation>Remove (&amp;D)</translation>
    </message>
    <message>
      <source>搁置过名称问题的科目，以后的报告里不再提示。删除以后会重新提示。</source>
      <translation>Names whose problem was set aside are not asked about in later reports. Removed here, they are asked about again.</translation>
    </message>
    <message>
      <source>标准名称</source>
      <translation>Official name</translation>
    </message>
    <message>
      <source>理由</source>
      <translation>Reason</translation>
    </message>
    <message>
      <source>确认时间</source>
      <translation>Confirmed</translation>
    </message>
    <message>
      <source>确认过的科目名称</source>
      <translation>Confirmed names of subjects</translation>
    </message>
    <message>
      <source>还没有确认过的名称。</source>
      <translation>No name has been confirmed yet.</translation>
    </message>
    <message>
      <source>采用的名称</source>
      <translation>Name used</translation>
    </message>
  </context>
  <context>
    <name>NarrativeView</name>
    <message>
      <source>修改说明文字</source>
      <translation>Change the narrative</translation>
    </message>
    <message>
      <source>情况说明</source>
      <translation>Narrative</translation>
    </message>
    <message>
      <source>这份报告没有表外的文字。</source>
      <translation>This report has no text outside its tables.</translation>
    </message>
  </context>
  <context>
    <name>Notice</name>
    <message>
      <source>有 {count} 格读得没有把握，已标为存疑。</source>
      <translation>{count} cells were read without certainty and are marked as unsure.</translation>
    </message>
    <message>
      <source>有 {count} 项检查没有做完（程序的问题，已记入日志）。</source>
      <translation>{count} checks were not completed (a fault of the program, noted in the log).</translation>
    </message>
    <message>
      <source>第 {pages} 页没有读出来：{reason}。这些页上的表格没有列出。</source>
      <translation>Pages {pages} could not be read: {reason}. Their tables are not listed.</translation>
    </message>
    <message>
      <source>读取期间做的 {count} 步修改与读完的报告对不上，没有保留：{steps}。</source>
      <translation>{count} changes made while it was being read do not fit the report as read, and were not kept: {steps}.</translation>
    </message>
    <message>
      <source>逐格核对</source>
      <translation>Review cell by cell</translation>
    </message>
  </context>
  <context>
    <name>Opinions</name>
    <message>
      <source>原图看不清，请对照原件。</source>
      <translation>The picture is not clear; please compare with the original.</translation>
    </message>
    <message>
      <source>原图看起来是 {text}，可以采纳。</source>
      <translation>The picture seems to show {text}; the suggestion can be accepted.</translation>
    </message>
    <message>
      <source>原图确为 {text}，是报告本身的错，可归为原件如此。</source>
      <translation>The page does print {text}: an error of the report itself. File it as printed.</translation>
    </message>
    <message>
      <source>文件里印的就是 {text}，是报告本身的错，可归为原件如此。</source>
      <translation>The text layer says {text}: the error is in the report itself and can be filed as printed.</translation>
    </message>
    <message>
      <source>文件里就是 {text}，是报告本身的错，可归为原件如此。</source>
      <translation>The file itself says {text}: the error is in the report itself and can be filed as printed.</translation>
    </message>
    <message>
      <source>正在对照原图…</source>
      <translation>Comparing with the picture…</translation>
    </message>
    <message>
      <source>空白</source>
      <translation>blank</translation>
    </message>
  </context>
  <context>
    <name>PageCanvas</name>
    <message>
      <source>页面图像</source>
      <translation>Page</translation>
    </message>
  </context>
  <context>
    <name>PagePanel</name>
    <message>
      <source>上一页（PgUp）</source>
      <translation>Previous page (PgUp)</translation>
    </message>
    <message>
      <source>下一页（PgDn）</source>
      <translation>Next page (PgDn)</translation>
    </message>
    <message>
      <source>向右旋转页面（Ctrl+]）</source>
      <translation>Turn the page right (Ctrl+])</translation>
    </message>
    <message>
      <source>放大（Ctrl+滚轮）</source>
      <translation>Zoom in (Ctrl+wheel)</translation>
    </message>
    <message>
      <source>整页</source>
      <translation>Whole page</translation>
    </message>
    <message>
      <source>旋转</source>
      <translation>Turn</translation>
    </message>
    <message>
      <source>正在准备页面…</source>
      <translation>Preparing pages…</translation>
    </message>
    <message>
      <source>看到整页</source>
      <translation>See the whole page</translation>
    </message>
    <message>
      <source>第 {page} / {count} 页</source>
      <translation>Page {page} / {count}</translation>
    </message>
    <message>
      <source>缩小（Ctrl+滚轮）</source>
      <translation>Zoom out (Ctrl+wheel)</translation>
    </message>
    <message>
      <source>这份报告没有页面图像。</source>
      <translation>This report has no page images.</translation>
    </message>
    <message>
      <source>这份文件的页面画不出来，请直接对照原文件。</source>
      <translation>The pages of this file cannot be drawn; please compare with the file itself.</translation>
    </message>
    <message>
      <source>适合宽度</source>
      <translation>Fit width</translation>
    </message>
    <message>
      <source>页面与窗格同宽</source>
      <translation>Page as wide as the pane</translation>
    </message>
  </context>
  <context>
    <name>PlacesCard</name>
    <message>
      <source>打开文件夹</source>
      <translation>Open folder</translation>
    </message>
    <message>
      <source>报告、修改和原文件都在资料库这一个文件里，备份时复制它。“帮助 → 关于”里也有。</source>
      <translation>Reports, their changes and the original files are all in the one file of the library: copy it for a backup. Help → About shows these places again.</translation>
    </message>
    <message>
      <source>数据只放在这台电脑上，程序不连接网络。</source>
      <translation>Data stays on this computer; the program connects to no network.</translation>
    </message>
    <message>
      <source>知道了</source>
      <translation>Got it</translation>
    </message>
    <message>
      <source>设置和日志：{path}</source>
      <translation>Settings and log: {path}</translation>
    </message>
    <message>
      <source>资料库：{path}</source>
      <translation>Library: {path}</translation>
    </message>
  </context>
  <context>
    <name>ReportView</name>
    <message>
      <source>取消导出</source>
      <translation>Stop exporting</translation>
    </message>
    <message>
      <source>取消已核对</source>
      <translation>Mark as not checked</translation>
    </message>
    <message>
      <source>取消读取</source>
      <translation>Stop reading</translation>
    </message>
    <message>
      <source>在页面上拖出要重新识别的一块（Esc 取消）</source>
      <translation>Drag a frame on the page around what to read again (Esc cancels)</translation>
    </message>
    <message>
      <source>存疑的格都核对过了</source>
      <translation>All unsure cells have been reviewed</translation>
    </message>
    <message>
      <source>已撤销：{step}</source>
      <translation>Undone: {step}</translation>
    </message>
    <message>
      <source>已重做：{step}</source>
      <translation>Redone: {step}</translation>
    </message>
    <message>
      <source>标为已核对</source>
      <translation>Mark as checked</translation>
    </message>
    <message>
      <source>正在导出…</source>
      <translation>Exporting…</translation>
    </message>
    <message>
      <source>正在导出，{done} / {total} 张表</source>
      <translation>Exporting, {done} / {total} tables</translation>
    </message>
    <message>
      <source>正在读取 第 {done} / {total} 页</source>
      <translation>Reading page {done} / {total}</translation>
    </message>
    <message>
      <source>正在读取…</source>
      <translation>Reading…</translation>
    </message>
    <message>
      <source>没有存疑的格。</source>
      <translation>No cell is unsure.</translation>
    </message>
    <message>
      <source>这份报告没有页面图像，不能重新识别。</source>
      <translation>This report has no page images to read again.</translation>
    </message>
    <message>
      <source>选中的格在页面上没有位置。</source>
      <translation>The selected cells have no place on a page.</translation>
    </message>
  </context>
  <context>
    <name>Rereader</name>
    <message>
      <source>正在重新识别…</source>
      <translation>Reading again…</translation>
    </message>
    <message>
      <source>这一块没有认出文字。</source>
      <translation>No text was recognised there.</translation>
    </message>
    <message>
      <source>这份报告没有页面图像，不能重新识别。</source>
      <translation>This report has no page images to read again.</translation>
    </message>
    <message>
      <source>重新识别一块</source>
      <translation>Read a region again</translation>
    </message>
    <message>
      <source>重新识别出一张表，可以撤销。</source>
      <translation>A table was read anew; it can be undone.</translation>
    </message>
    <message>
      <source>重新识别改了 {count} 格，可以撤销。</source>
      <translation>Reading again changed {count} cells; it can be undone.</translation>
    </message>
    <message>
      <source>重新识别的结果和现在一样。</source>
      <translation>Reading again gave the same as before.</translation>
    </message>
  </context>
  <context>
    <name>ReviewPane</name>
    <message>
      <source>与原图一致按回车；不一致直接改，再按回车。</source>
      <translation>Same as the picture: press Enter. If not, type what it shows, then Enter.</translation>
    </message>
    <message>
      <source>以后再看</source>
      <translation>Later</translation>
    </message>
    <message>
      <source>先跳过这一格（向下键）；向上键回到上一格</source>
      <translation>Skip this cell for now (Down); Up goes back to the one before</translation>
    </message>
    <message>
      <source>写入并转到下一格（Enter）</source>
      <translation>Take it and go on to the next cell (Enter)</translation>
    </message>
    <message>
      <source>回到表格（Esc）</source>
      <translation>Back to the table (Esc)</translation>
    </message>
    <message>
      <source>改好，下一格</source>
      <translation>Corrected, next</translation>
    </message>
    <message>
      <source>无误，下一格</source>
      <translation>Correct, next</translation>
    </message>
    <message>
      <source>结束核对</source>
      <translation>End review</translation>
    </message>
    <message>
      <source>读出的内容</source>
      <translation>What was read</translation>
    </message>
    <message>
      <source>还有 {count} 格</source>
      <translation>{count} cells left</translation>
    </message>
    <message>
      <source>逐格核对：改一格</source>
      <translation>Review: change a cell</translation>
    </message>
    <message>
      <source>逐格核对：确认一格</source>
      <translation>Review: confirm a cell</translation>
    </message>
  </context>
  <context>
    <name>Session</name>
    <message>
      <source>不是标准表</source>
      <translation>not a standard form</translation>
    </message>
    <message>
      <source>修改一格</source>
      <translation>Change a cell</translation>
    </message>
    <message>
      <source>归为原件如此</source>
      <translation>File as printed</translation>
    </message>
    <message>
      <source>恢复问题</source>
      <translation>Take a problem up</translation>
    </message>
    <message>
      <source>搁置问题</source>
      <translation>Set a problem aside</translation>
    </message>
    <message>
      <source>未命名报告</source>
      <translation>Unnamed report</translation>
    </message>
    <message>
      <source>没有适用的勾稽关系</source>
      <translation>no relation applies</translation>
    </message>
    <message>
      <source>表里没有数字</source>
      <translation>no figures in it</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsDialog</name>
    <message>
      <source>快捷键</source>
      <translation>Keys</translation>
    </message>
    <message>
      <source>表格里</source>
      <translation>In the grid</translation>
    </message>
  </context>
  <context>
    <name>Silence</name>
    <message>
      <source>{held} 条关系全部成立</source>
      <translation>All {held} relations hold</translation>
    </message>
    <message>
      <source>{held} 条关系成立</source>
      <translation>{held} relations hold</translation>
    </message>
    <message>
      <source>勾稽关系还没有核对。</source>
      <translation>Relations are not checked yet.</translation>
    </message>
    <message>
      <source>按 Ctrl+S 存入资料库。</source>
      <translation>Press Ctrl+S to save it in the library.</translation>
    </message>
    <message>
      <source>正在读取，读完后核对勾稽关系…</source>
      <translation>Reading; relations are checked afterwards…</translation>
    </message>
    <message>
      <source>这份报告里没有能核对的勾稽关系。</source>
      <translation>This report has no relations that can be checked.</translation>
    </message>
    <message>
      <source>这里没有要列出的问题。</source>
      <translation>Nothing to list here.</translation>
    </message>
    <message>
      <source>，{printed} 处原件如此</source>
      <translation>, {printed} as printed</translation>
    </message>
    <message>
      <source>，{tails} 处尾差</source>
      <translation>, {tails} rounding tails</translation>
    </message>
    <message>
      <source>，已搁置 {aside} 处问题</source>
      <translation>, {aside} problems set aside</translation>
    </message>
  </context>
  <context>
    <name>StartPage</name>
    <message>
      <source>打开一份预算或决算报告</source>
      <translation>Open a budget or a final account</translation>
    </message>
    <message>
      <source>打开报告(&amp;O)…</source>
      <translation>&amp;Open report…</translation>
    </message>
    <message>
      <source>打开示例(&amp;M)</source>
      <translation>Open the sa&amp;mple</translation>
    </message>
    <message>
      <source>把 PDF、Word、Excel、扫描图片、网页或文本文件拖到这里，或者</source>
      <translation>Drop a PDF, Word, Excel, scanned picture, web page or text file here, or</translation>
    </message>
    <message>
      <source>最近</source>
      <translation>Recent</translation>
    </message>
    <message>
      <source>未存入资料库　{when}</source>
      <translation>not in the library  {when}</translation>
    </message>
    <message>
      <source>没有问题　{when}</source>
      <translation>no problems  {when}</translation>
    </message>
    <message>
      <source>资料库(&amp;L)…</source>
      <translation>&amp;Library…</translation>
    </message>
    <message>
      <source>问题 {count}　{when}</source>
      <translation>{count} problems  {when}</translation>
    </message>
  </context>
  <context>
    <name>StatusLine</name>
    <message>
      <source>　计数 {figures}　求和 {total:,}　平均 {average:,}</source>
      <translation>  Count {figures}  Sum {total:,}  Average {average:,}</translation>
    </message>
    <message>
      <source>已自动保存 {when:%H:%M}</source>
      <translation>Autosaved {when:%H:%M}</translation>
    </message>
    <message>
      <source>正在核对…</source>
      <translation>Checking…</translation>
    </message>
    <message>
      <source>选中 {cells} 格</source>
      <translation>{cells} cells</translation>
    </message>
  </context>
  <context>
    <name>StructureCommands</name>
    <message>
      <source>上面各行设为表头</source>
      <translation>Make the rows above header</translation>
    </message>
    <message>
      <source>与上一张表合并</source>
      <translation>Join with the table before</translation>
    </message>
    <message>
      <source>修改标题</source>
      <translation>Change title</translation>
    </message>
    <message>
      <source>修改表头</source>
      <translation>Change header</translation>
    </message>
    <message>
      <source>修改表样</source>
      <translation>Change form</translation>
    </message>
    <message>
      <source>修改金额单位</source>
      <translation>Change unit of amounts</translation>
    </message>
    <message>
      <source>先选中第二张表开始的那一行。</source>
      <translation>First select the row with which the second table begins.</translation>
    </message>
    <message>
      <source>先选中要合并的几列。</source>
      <translation>First select the columns to merge.</translation>
    </message>
    <message>
      <source>先选中要合并的几行。</source>
      <translation>First select the rows to merge.</translation>
    </message>
    <message>
      <source>其他表</source>
      <translation>Other</translation>
    </message>
    <message>
      <source>删除 {count} 列</source>
      <translation>Delete {count} columns</translation>
    </message>
    <message>
      <source>删除 {count} 行</source>
      <translation>Delete {count} rows</translation>
    </message>
    <message>
      <source>删除表</source>
      <translation>Delete table</translation>
    </message>
    <message>
      <source>右移</source>
      <translation>Shift right</translation>
    </message>
    <message>
      <source>合并列</source>
      <translation>Merge columns</translation>
    </message>
    <message>
      <source>合并单元格</source>
      <translation>Join cells</translation>
    </message>
    <message>
      <source>合并行</source>
      <translation>Merge rows</translation>
    </message>
    <message>
      <source>在拆开的地方放一条竖线“|”，右半部分移到右边一格：</source>
      <translation>Put “|” where the cell divides; the right half goes into the next cell:</translation>
    </message>
    <message>
      <source>左移</source>
      <translation>Shift left</translation>
    </message>
    <message>
      <source>拆分列</source>
      <translation>Divide column</translation>
    </message>
    <message>
      <source>拆分单元格</source>
      <translation>Split cell</translation>
    </message>
    <message>
      <source>拆分行</source>
      <translation>Split row</translation>
    </message>
    <message>
      <source>拆成两张表</source>
      <translation>Cut into two tables</translation>
    </message>
    <message>
      <source>插入 {count} 列</source>
      <translation>Insert {count} columns</translation>
    </message>
    <message>
      <source>插入 {count} 行</source>
      <translation>Insert {count} rows</translation>
    </message>
    <message>
      <source>旁边的格子不是空的，放不下。请先腾出位置。</source>
      <translation>The neighbouring cell is not blank; please make room first.</translation>
    </message>
    <message>
      <source>移动列</source>
      <translation>Move columns</translation>
    </message>
    <message>
      <source>移动行</source>
      <translation>Move rows</translation>
    </message>
    <message>
      <source>表号和标题，中间空一格：</source>
      <translation>Number and title, parted by a space:</translation>
    </message>
    <message>
      <source>表头下面至少要留一行。</source>
      <translation>At least one row has to stay below the header.</translation>
    </message>
    <message>
      <source>表头末行改为表体</source>
      <translation>Last header row to body</translation>
    </message>
    <message>
      <source>表格至少要留一列。</source>
      <translation>At least one column has to stay.</translation>
    </message>
    <message>
      <source>这一列的表头，各级之间用“/”分开：</source>
      <translation>Header of this column, levels parted by “/”:</translation>
    </message>
    <message>
      <source>这张表的金额单位：</source>
      <translation>Unit of amounts of this table:</translation>
    </message>
    <message>
      <source>这是哪一种表：</source>
      <translation>Which form is it:</translation>
    </message>
    <message>
      <source>这是第一张表，上面没有表可以合并。</source>
      <translation>This is the first table; there is none above it to merge with.</translation>
    </message>
  </context>
  <context>
    <name>TablesModel</name>
    <message>
      <source>{tables} 张表 · 已核对 {checked} · 问题 {problems}</source>
      <translation>{tables} tables · {checked} checked · {problems} problems</translation>
    </message>
    <message>
      <source>{tables} 张表 · 正在读取</source>
      <translation>{tables} tables · reading</translation>
    </message>
    <message>
      <source>已核对</source>
      <translation>Checked</translation>
    </message>
    <message>
      <source>情况说明</source>
      <translation>Narrative</translation>
    </message>
    <message>
      <source>未核对</source>
      <translation>not checked</translation>
    </message>
    <message>
      <source>没有可核对的勾稽关系：{why}</source>
      <translation>no relation could be checked: {why}</translation>
    </message>
    <message>
      <source>第 {page} 页</source>
      <translation>Page {page}</translation>
    </message>
    <message>
      <source>问题 {count}</source>
      <translation>Problems {count}</translation>
    </message>
  </context>
  <context>
    <name>TablesPanel</name>
    <message>
      <source>表格列表</source>
      <translation>List of tables</translation>
    </message>
  </context>
  <context>
    <name>TitleLine</name>
    <message>
      <source>已核对</source>
      <translation>Checked</translation>
    </message>
    <message>
      <source>情况说明</source>
      <translation>Narrative</translation>
    </message>
    <message>
      <source>第 {pages} 页</source>
      <translation>Page {pages}</translation>
    </message>
    <message>
      <source>绿线：与表格一致　红线：不一致　双击数字或按回车看表里的格</source>
      <translation>Green: the tables agree　Red: they do not　Double click a figure, or press Enter, for its cell</translation>
    </message>
    <message>
      <source>这张表已经对照原件核对过（Ctrl+Enter）</source>
      <translation>This table was compared with the original (Ctrl+Enter)</translation>
    </message>
  </context>
  <context>
    <name>Unchecked</name>
    <message>
      <source> 等 {count} 张表</source>
      <translation> and others, {count} tables in all</translation>
    </message>
    <message>
      <source>没有核对：{tables}</source>
      <translation>Not checked: {tables}</translation>
    </message>
  </context>
  <context>
    <name>_Drawing</name>
    <message>
      <source>之和</source>
      <translation>Sum</translation>
    </message>
    <message>
      <source>差</source>
      <translation>Difference</translation>
    </message>
    <message>
      <source>应为</source>
      <translation>Should be</translation>
    </message>
    <message>
      <source>栏</source>
      <translation>Column</translation>
    </message>
    <message>
      <source>正文</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>空白</source>
      <translation>blank</translation>
    </message>
  </context>
  <context>
    <name>_EntryPainter</name>
    <message>
      <source>没有核对：</source>
      <translation>Not checked: </translation>
    </message>
  </context>
  <context>
    <name>actions</name>
    <message>
      <source>Ctrl+方向键</source>
      <translation>Ctrl+arrow</translation>
    </message>
    <message>
      <source>Ctrl+滚轮</source>
      <translation>Ctrl+wheel</translation>
    </message>
    <message>
      <source>一个文件夹里的照片作为一份报告</source>
      <translation>The photos of a folder as one report</translation>
    </message>
    <message>
      <source>一行里挤着两行时拆开</source>
      <translation>Divide a row that holds two</translation>
    </message>
    <message>
      <source>上一处</source>
      <translation>Previous</translation>
    </message>
    <message>
      <source>上一处问题(&amp;P)</source>
      <translation>&amp;Previous problem</translation>
    </message>
    <message>
      <source>上一张表(&amp;B)</source>
      <translation>Table &amp;before</translation>
    </message>
    <message>
      <source>上一页(&amp;R)</source>
      <translation>P&amp;revious page</translation>
    </message>
    <message>
      <source>下一个窗格(&amp;N)</source>
      <translation>&amp;Next pane</translation>
    </message>
    <message>
      <source>下一处</source>
      <translation>Next</translation>
    </message>
    <message>
      <source>下一处问题(&amp;N)</source>
      <translation>&amp;Next problem</translation>
    </message>
    <message>
      <source>下一张表(&amp;T)</source>
      <translation>Next &amp;table</translation>
    </message>
    <message>
      <source>下一页(&amp;X)</source>
      <translation>Ne&amp;xt page</translation>
    </message>
    <message>
      <source>下次启动时生效</source>
      <translation>Takes effect at the next start</translation>
    </message>
    <message>
      <source>与上一张表合并(&amp;B)</source>
      <translation>Join with the ta&amp;ble before</translation>
    </message>
    <message>
      <source>两个数字粘在一格时拆开</source>
      <translation>Divide a cell that holds two figures</translation>
    </message>
    <message>
      <source>从这一行起另成一张表(&amp;C)</source>
      <translation>&amp;Cut into two tables here</translation>
    </message>
    <message>
      <source>保存</source>
      <translation>Save</translation>
    </message>
    <message>
      <source>保存(&amp;S)</source>
      <translation>&amp;Save</translation>
    </message>
    <message>
      <source>修改表头(&amp;H)…</source>
      <translation>&amp;Header text…</translation>
    </message>
    <message>
      <source>修改这一格</source>
      <translation>Edit the cell</translation>
    </message>
    <message>
      <source>关于(&amp;A)</source>
      <translation>&amp;About</translation>
    </message>
    <message>
      <source>关闭报告(&amp;C)</source>
      <translation>&amp;Close report</translation>
    </message>
    <message>
      <source>再读一遍，改过的格不动</source>
      <translation>Read once more; corrected cells stay</translation>
    </message>
    <message>
      <source>写下理由，先放在一边</source>
      <translation>Give a reason and put it aside</translation>
    </message>
    <message>
      <source>写入，向下 / 向上</source>
      <translation>Enter, move down / up</translation>
    </message>
    <message>
      <source>写入，向右 / 向左</source>
      <translation>Enter, move right / left</translation>
    </message>
    <message>
      <source>几行合成一行，折行的名称接起来</source>
      <translation>Make one row of several, joining wrapped names</translation>
    </message>
    <message>
      <source>列(&amp;L)</source>
      <translation>Co&amp;lumn</translation>
    </message>
    <message>
      <source>列出全部问题的表格</source>
      <translation>A table of all problems</translation>
    </message>
    <message>
      <source>列右移(&amp;R)</source>
      <translation>Move column &amp;right</translation>
    </message>
    <message>
      <source>列左移(&amp;L)</source>
      <translation>Move column &amp;left</translation>
    </message>
    <message>
      <source>删除列(&amp;D)</source>
      <translation>&amp;Delete columns</translation>
    </message>
    <message>
      <source>删除行(&amp;D)</source>
      <translation>&amp;Delete rows</translation>
    </message>
    <message>
      <source>删除这张表(&amp;X)</source>
      <translation>Delete this table (&amp;X)</translation>
    </message>
    <message>
      <source>到第一格 / 最后一格</source>
      <translation>To the first / last cell</translation>
    </message>
    <message>
      <source>到这一行都是表头(&amp;Z)</source>
      <translation>Header down to this row (&amp;Z)</translation>
    </message>
    <message>
      <source>到这段数字的尽头</source>
      <translation>To the end of this stretch</translation>
    </message>
    <message>
      <source>剪切(&amp;T)</source>
      <translation>Cu&amp;t</translation>
    </message>
    <message>
      <source>单位、年度、预算或决算、金额单位</source>
      <translation>Unit, year, budget or final account, unit of amounts</translation>
    </message>
    <message>
      <source>单元格(&amp;S)</source>
      <translation>Cell&amp;s</translation>
    </message>
    <message>
      <source>原件上就是这样，是报告本身的错，表格不改</source>
      <translation>The page prints it so: an error of the report itself, the grid stays</translation>
    </message>
    <message>
      <source>原文行条(&amp;S)</source>
      <translation>&amp;Strip of the page row</translation>
    </message>
    <message>
      <source>发给报送单位的说明</source>
      <translation>A letter for those who made the report</translation>
    </message>
    <message>
      <source>右移一格(&amp;R)</source>
      <translation>Shift &amp;right</translation>
    </message>
    <message>
      <source>各种颜色和记号的意思</source>
      <translation>What the colours and marks mean</translation>
    </message>
    <message>
      <source>各表、问题、台账、改动清单</source>
      <translation>Tables, problems, ledger, corrections</translation>
    </message>
    <message>
      <source>合并列(&amp;M)</source>
      <translation>&amp;Merge columns</translation>
    </message>
    <message>
      <source>合并单元格(&amp;J)</source>
      <translation>&amp;Join cells</translation>
    </message>
    <message>
      <source>合并行(&amp;M)</source>
      <translation>&amp;Merge rows</translation>
    </message>
    <message>
      <source>向下填充(&amp;D)</source>
      <translation>Fill &amp;down</translation>
    </message>
    <message>
      <source>向右旋转页面(&amp;T)</source>
      <translation>&amp;Turn page right</translation>
    </message>
    <message>
      <source>向左旋转页面(&amp;L)</source>
      <translation>Turn page &amp;left</translation>
    </message>
    <message>
      <source>图例</source>
      <translation>Legend</translation>
    </message>
    <message>
      <source>图例(&amp;L)</source>
      <translation>&amp;Legend</translation>
    </message>
    <message>
      <source>在表格当前行下面显示放大的原文</source>
      <translation>Show the enlarged page row under the current row</translation>
    </message>
    <message>
      <source>在这张表或整份报告里查找、替换</source>
      <translation>Find and replace in this table or the whole report</translation>
    </message>
    <message>
      <source>在选中的列左边插入</source>
      <translation>Insert left of the selected columns</translation>
    </message>
    <message>
      <source>在选中的行上方插入</source>
      <translation>Insert above the selected rows</translation>
    </message>
    <message>
      <source>在页面上拖出一块，放大后重新读</source>
      <translation>Draw a frame on the page and read it again, enlarged</translation>
    </message>
    <message>
      <source>复制(&amp;C)</source>
      <translation>&amp;Copy</translation>
    </message>
    <message>
      <source>存入资料库</source>
      <translation>Store in the library</translation>
    </message>
    <message>
      <source>导出 Excel 工作簿(&amp;W)…</source>
      <translation>Export Excel workbook (&amp;W)…</translation>
    </message>
    <message>
      <source>导出各表(&amp;T)…</source>
      <translation>Export &amp;tables…</translation>
    </message>
    <message>
      <source>导出改动清单(&amp;H)…</source>
      <translation>Export corrections (&amp;H)…</translation>
    </message>
    <message>
      <source>导出数据(&amp;J)…</source>
      <translation>Export data (&amp;J)…</translation>
    </message>
    <message>
      <source>导出整改单(&amp;N)…</source>
      <translation>Export &amp;notice of corrections…</translation>
    </message>
    <message>
      <source>导出核对台账(&amp;G)…</source>
      <translation>Export led&amp;ger of checks…</translation>
    </message>
    <message>
      <source>导出问题清单(&amp;P)…</source>
      <translation>Export list of &amp;problems…</translation>
    </message>
    <message>
      <source>左移一格(&amp;L)</source>
      <translation>Shift &amp;left</translation>
    </message>
    <message>
      <source>已保存的报告</source>
      <translation>Saved reports</translation>
    </message>
    <message>
      <source>帮助(&amp;H)</source>
      <translation>&amp;Help</translation>
    </message>
    <message>
      <source>归为原件如此(&amp;I)</source>
      <translation>File as Pr&amp;inted</translation>
    </message>
    <message>
      <source>快捷键(&amp;K)</source>
      <translation>&amp;Keys</translation>
    </message>
    <message>
      <source>恢复原文(&amp;O)</source>
      <translation>Rest&amp;ore printed text</translation>
    </message>
    <message>
      <source>打开</source>
      <translation>Open</translation>
    </message>
    <message>
      <source>打开(&amp;O)…</source>
      <translation>&amp;Open…</translation>
    </message>
    <message>
      <source>打开一份或几份报告</source>
      <translation>Open one or more reports</translation>
    </message>
    <message>
      <source>打开图片文件夹(&amp;D)…</source>
      <translation>Open &amp;folder of pictures…</translation>
    </message>
    <message>
      <source>打开示例(&amp;E)</source>
      <translation>Open the sampl&amp;e</translation>
    </message>
    <message>
      <source>把建议的数字填入疑点格</source>
      <translation>Put the suggested figure into the suspect cell</translation>
    </message>
    <message>
      <source>报告信息(&amp;I)…</source>
      <translation>Report &amp;information…</translation>
    </message>
    <message>
      <source>拆分列(&amp;P)</source>
      <translation>S&amp;plit column</translation>
    </message>
    <message>
      <source>拆分单元格(&amp;S)…</source>
      <translation>&amp;Split cell…</translation>
    </message>
    <message>
      <source>拆分行(&amp;P)</source>
      <translation>S&amp;plit row</translation>
    </message>
    <message>
      <source>换用另一个资料库文件</source>
      <translation>Use another library file</translation>
    </message>
    <message>
      <source>插入列(&amp;I)</source>
      <translation>&amp;Insert columns</translation>
    </message>
    <message>
      <source>插入行(&amp;I)</source>
      <translation>&amp;Insert rows</translation>
    </message>
    <message>
      <source>搁置或恢复(&amp;S)…</source>
      <translation>&amp;Set aside or take up…</translation>
    </message>
    <message>
      <source>撤销</source>
      <translation>Undo</translation>
    </message>
    <message>
      <source>撤销(&amp;U)</source>
      <translation>&amp;Undo</translation>
    </message>
    <message>
      <source>撤销上一步</source>
      <translation>Take the last step back</translation>
    </message>
    <message>
      <source>改过的每一格：原印、改为、时间、原因</source>
      <translation>Every corrected cell: printed, corrected, when, why</translation>
    </message>
    <message>
      <source>放大(&amp;I)</source>
      <translation>Zoom &amp;in</translation>
    </message>
    <message>
      <source>放弃修改，回到表格</source>
      <translation>Leave the cell as it was, back to the grid</translation>
    </message>
    <message>
      <source>整页(&amp;P)</source>
      <translation>Whole &amp;page</translation>
    </message>
    <message>
      <source>文件(&amp;F)</source>
      <translation>&amp;File</translation>
    </message>
    <message>
      <source>断在两格的数字接起来</source>
      <translation>Join a figure that is torn over two cells</translation>
    </message>
    <message>
      <source>显示页面图像(&amp;M)</source>
      <translation>Show page i&amp;mage</translation>
    </message>
    <message>
      <source>更换资料库(&amp;B)…</source>
      <translation>Change li&amp;brary…</translation>
    </message>
    <message>
      <source>替换(&amp;R)…</source>
      <translation>&amp;Replace…</translation>
    </message>
    <message>
      <source>替换这一格</source>
      <translation>Replace the cell</translation>
    </message>
    <message>
      <source>查找</source>
      <translation>Find</translation>
    </message>
    <message>
      <source>查找(&amp;F)…</source>
      <translation>&amp;Find…</translation>
    </message>
    <message>
      <source>查找上一个(&amp;V)</source>
      <translation>Find pre&amp;vious</translation>
    </message>
    <message>
      <source>查找下一个(&amp;N)</source>
      <translation>Find &amp;next</translation>
    </message>
    <message>
      <source>标为已核对(&amp;C)</source>
      <translation>Mark as &amp;checked</translation>
    </message>
    <message>
      <source>核对(&amp;C)</source>
      <translation>&amp;Check</translation>
    </message>
    <message>
      <source>框选重新识别(&amp;K)…</source>
      <translation>Read a framed region a&amp;gain…</translation>
    </message>
    <message>
      <source>每张表一个 CSV 文件</source>
      <translation>One CSV file for each table</translation>
    </message>
    <message>
      <source>每条勾稽关系核对的结果</source>
      <translation>How every relation stands</translation>
    </message>
    <message>
      <source>深色(&amp;D)</source>
      <translation>&amp;Dark</translation>
    </message>
    <message>
      <source>清除内容(&amp;L)</source>
      <translation>C&amp;lear</translation>
    </message>
    <message>
      <source>用选区第一行填满下面各行</source>
      <translation>Fill the selection with its first row</translation>
    </message>
    <message>
      <source>界面语言(&amp;U)…</source>
      <translation>Lang&amp;uage…</translation>
    </message>
    <message>
      <source>直接打字</source>
      <translation>Typing</translation>
    </message>
    <message>
      <source>粘贴(&amp;P)</source>
      <translation>&amp;Paste</translation>
    </message>
    <message>
      <source>编码和名称挤在一列时拆开</source>
      <translation>Divide a column that holds codes and names</translation>
    </message>
    <message>
      <source>编辑(&amp;E)</source>
      <translation>&amp;Edit</translation>
    </message>
    <message>
      <source>缩小(&amp;O)</source>
      <translation>Zoom &amp;out</translation>
    </message>
    <message>
      <source>行(&amp;R)</source>
      <translation>&amp;Row</translation>
    </message>
    <message>
      <source>行上移(&amp;U)</source>
      <translation>Move row &amp;up</translation>
    </message>
    <message>
      <source>行下移(&amp;N)</source>
      <translation>Move row dow&amp;n</translation>
    </message>
    <message>
      <source>表号和标题(&amp;T)…</source>
      <translation>Number and &amp;title…</translation>
    </message>
    <message>
      <source>表头(&amp;H)</source>
      <translation>&amp;Header</translation>
    </message>
    <message>
      <source>表头末行改为表体(&amp;W)</source>
      <translation>Last header row to body (&amp;W)</translation>
    </message>
    <message>
      <source>表样(&amp;F)…</source>
      <translation>&amp;Form…</translation>
    </message>
    <message>
      <source>表格(&amp;T)</source>
      <translation>&amp;Table</translation>
    </message>
    <message>
      <source>表格列表、页面、表格、问题之间切换</source>
      <translation>Go round list, page, grid and problems</translation>
    </message>
    <message>
      <source>表格和问题的 JSON 文件</source>
      <translation>Tables and problems as JSON</translation>
    </message>
    <message>
      <source>视图(&amp;V)</source>
      <translation>&amp;View</translation>
    </message>
    <message>
      <source>资料库</source>
      <translation>Library</translation>
    </message>
    <message>
      <source>资料库(&amp;L)…</source>
      <translation>&amp;Library…</translation>
    </message>
    <message>
      <source>跳到上一处问题</source>
      <translation>Go to the previous problem</translation>
    </message>
    <message>
      <source>跳到下一处问题</source>
      <translation>Go to the next problem</translation>
    </message>
    <message>
      <source>转到科目编码(&amp;G)…</source>
      <translation>&amp;Go to code…</translation>
    </message>
    <message>
      <source>这一页逆时针转四分之一圈</source>
      <translation>A quarter turn counterclockwise</translation>
    </message>
    <message>
      <source>这一页顺时针转四分之一圈</source>
      <translation>A quarter turn clockwise</translation>
    </message>
    <message>
      <source>这张表核对完，转到下一张</source>
      <translation>This table is checked; go to the next</translation>
    </message>
    <message>
      <source>这是哪一种标准表，决定核对哪些关系</source>
      <translation>Which standard form it is decides which relations are checked</translation>
    </message>
    <message>
      <source>连同表头复制(&amp;H)</source>
      <translation>Copy with &amp;header</translation>
    </message>
    <message>
      <source>退出(&amp;X)</source>
      <translation>E&amp;xit</translation>
    </message>
    <message>
      <source>选中的格回到原件上的内容</source>
      <translation>Back to what the original prints</translation>
    </message>
    <message>
      <source>逐个对照读得没有把握的格</source>
      <translation>Compare the cells read without certainty, one by one</translation>
    </message>
    <message>
      <source>逐格核对(&amp;R)</source>
      <translation>&amp;Review cell by cell</translation>
    </message>
    <message>
      <source>采纳建议(&amp;A)</source>
      <translation>&amp;Accept suggestion</translation>
    </message>
    <message>
      <source>重做</source>
      <translation>Redo</translation>
    </message>
    <message>
      <source>重做(&amp;Y)</source>
      <translation>Redo (&amp;Y)</translation>
    </message>
    <message>
      <source>重做撤销的一步</source>
      <translation>Do the undone step again</translation>
    </message>
    <message>
      <source>重新识别选中的格(&amp;L)</source>
      <translation>Read selected ce&amp;lls again</translation>
    </message>
    <message>
      <source>金额单位(&amp;Y)…</source>
      <translation>Unit of amounts (&amp;Y)…</translation>
    </message>
    <message>
      <source>错列的数字向右移</source>
      <translation>Move misplaced figures right</translation>
    </message>
    <message>
      <source>错列的数字向左移</source>
      <translation>Move misplaced figures left</translation>
    </message>
    <message>
      <source>页面放在表格上方(&amp;A)</source>
      <translation>Page &amp;above the grid</translation>
    </message>
    <message>
      <source>页面放大、缩小</source>
      <translation>Zoom the page</translation>
    </message>
    <message>
      <source>页面适合宽度(&amp;W)</source>
      <translation>Fit page &amp;width</translation>
    </message>
  </context>
  <context>
    <name>messages</name>
    <message>
      <source>“{title}”有修改还没有存入资料库。</source>
      <translation>“{title}” has changes that are not in the library yet.</translation>
    </message>
    <message>
      <source>不保存</source>
      <translation>Don’t save</translation>
    </message>
    <message>
      <source>不能写入“{name}”，请换一个文件夹。</source>
      <translation>“{name}” cannot be written. Please choose another folder.</translation>
    </message>
    <message>
      <source>丢弃修改</source>
      <translation>Discard changes</translation>
    </message>
    <message>
      <source>以后再说</source>
      <translation>Later</translation>
    </message>
    <message>
      <source>保存</source>
      <translation>Save</translation>
    </message>
    <message>
      <source>保存诊断文件</source>
      <translation>Save a diagnosis</translation>
    </message>
    <message>
      <source>保存诊断文件…</source>
      <translation>Save a diagnosis…</translation>
    </message>
    <message>
      <source>勾稽</source>
      <translation>Gouji</translation>
    </message>
    <message>
      <source>勾稽诊断</source>
      <translation>gouji-diagnosis</translation>
    </message>
    <message>
      <source>取消</source>
      <translation>Cancel</translation>
    </message>
    <message>
      <source>字体</source>
      <translation>Font</translation>
    </message>
    <message>
      <source>屏幕</source>
      <translation>Screens</translation>
    </message>
    <message>
      <source>已有的修改没有丢失，建议先保存。可以把诊断文件发给维护者：里面只有版本、系统和出错的位置，没有报告的内容。</source>
      <translation>No change is lost; saving now is wise. A diagnosis can be sent to the maintainers: it holds versions, the system and the places of the fault, nothing of any report.</translation>
    </message>
    <message>
      <source>接着核对</source>
      <translation>Go on</translation>
    </message>
    <message>
      <source>文本文件 (*.txt)</source>
      <translation>Text files (*.txt)</translation>
    </message>
    <message>
      <source>知道了</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>确定</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>程序遇到了没有料到的情况，刚才的操作没有完成。</source>
      <translation>Something unforeseen happened; the last action was not completed.</translation>
    </message>
  </context>
</TS>
