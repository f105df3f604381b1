"""What an accountant may query with any SQLite tool. Rows and columns count from 1 here, as people count."""

from __future__ import annotations

VIEWS = """
CREATE VIEW 报告 AS
SELECT r.id AS 编号,
       r.unit AS 单位,
       r.year AS 年度,
       CASE r.kind WHEN 'budget' THEN '预算' WHEN 'final' THEN '决算' END AS 种类,
       r.amount_unit AS 金额单位,
       (SELECT count(*) FROM tables t WHERE t.report = r.id) AS 表数,
       (SELECT count(*) FROM tables t WHERE t.report = r.id AND t.checked) AS 已核对表数,
       (SELECT count(*) FROM findings f
        WHERE f.report = r.id AND f.level IN ('error', 'warning') AND f.aside IS NULL) AS 未处理问题,
       r.path AS 原文件,
       r.pages AS 页数,
       r.saved_at AS 保存时间
FROM reports r
WHERE r.saved_at IS NOT NULL;

CREATE VIEW 表格 AS
SELECT t.report AS 报告编号,
       r.unit AS 单位,
       r.year AS 年度,
       t.position + 1 AS 第几张表,
       t.number AS 表号,
       t.title AS 表名,
       t.form AS 表样,
       (SELECT group_concat(value, '、') FROM json_each(t.pages)) AS 页码,
       coalesce(t.amount_unit, r.amount_unit) AS 金额单位,
       (SELECT max(c.row) + 1 FROM cells c WHERE c.report = t.report AND c.table_position = t.position) AS 行数,
       (SELECT count(*) FROM columns c WHERE c.report = t.report AND c.table_position = t.position) AS 列数,
       iif(t.checked, '是', '否') AS 已核对,
       t.note AS 表注
FROM tables t
JOIN reports r ON r.id = t.report
WHERE r.saved_at IS NOT NULL;

CREATE VIEW 单元格 AS
SELECT c.report AS 报告编号,
       t.position + 1 AS 第几张表,
       t.number AS 表号,
       t.title AS 表名,
       c.row + 1 AS 行,
       c.position + 1 AS 列,
       (SELECT group_concat(value, '/') FROM json_each(h.path)) AS 列名,
       c.printed AS 原文,
       c.text AS 现值,
       c.amount AS 数字,
       c.page AS 页码,
       iif(c.printed <> c.text, '是', '否') AS 已改,
       iif(c.inferred, '是', '否') AS 推定,
       c.confidence AS 识别把握
FROM cells c
JOIN tables t ON t.report = c.report AND t.position = c.table_position
JOIN columns h ON h.report = c.report AND h.table_position = c.table_position AND h.position = c.position
JOIN reports r ON r.id = c.report
WHERE r.saved_at IS NOT NULL;

-- Each amount with the 科目 of its row, in wide forms that of its own group of columns.
CREATE VIEW 科目金额 AS
SELECT r.id AS 报告编号,
       r.unit AS 单位,
       r.year AS 年度,
       CASE r.kind WHEN 'budget' THEN '预算' WHEN 'final' THEN '决算' END AS 种类,
       t.number AS 表号,
       t.title AS 表名,
       t.form AS 表样,
       nullif(s.code, '') AS 科目编码,
       s.name AS 科目名称,
       (SELECT group_concat(value, '/') FROM json_each(h.path)) AS 列名,
       c.amount AS 金额,
       coalesce(t.amount_unit, r.amount_unit) AS 金额单位
FROM subjects s
JOIN columns h ON h.report = s.report AND h.table_position = s.table_position AND h.grp = s.grp
JOIN cells c ON c.report = s.report AND c.table_position = s.table_position AND c.row = s.row
            AND c.position = h.position
JOIN tables t ON t.report = s.report AND t.position = s.table_position
JOIN reports r ON r.id = s.report
WHERE c.amount IS NOT NULL AND r.saved_at IS NOT NULL AND t.form <> 'organisation';

CREATE VIEW 修改记录 AS
SELECT s.report AS 报告编号,
       s.position + 1 AS 第几步,
       replace(substr(s.made_at, 1, 19), 'T', ' ') AS 时间,
       s.name AS 操作,
       nullif(s.why, '') AS 原因,
       iif(s.position < r.steps_done, '否', '是') AS 已撤销,
       coalesce(t.title, json_extract(e.value, '$.table')) AS 表名,
       json_extract(e.value, '$.row') + 1 AS 行,
       json_extract(e.value, '$.column') + 1 AS 列,
       CASE json_extract(e.value, '$.kind')
           WHEN 'cell' THEN '单元格'
           WHEN 'table' THEN '表格结构'
           WHEN 'paragraph' THEN '文字'
           WHEN 'info' THEN '报告信息'
           WHEN 'aside' THEN '搁置问题'
       END AS 改了什么,
       json_extract(e.value, '$.before.text') AS 改前,
       json_extract(e.value, '$.after.text') AS 改后
FROM steps s
JOIN reports r ON r.id = s.report
JOIN json_each(s.edits) e
LEFT JOIN tables t ON t.report = s.report AND t.id = json_extract(e.value, '$.table');

CREATE VIEW 问题 AS
SELECT f.report AS 报告编号,
       r.unit AS 单位,
       r.year AS 年度,
       CASE f.level WHEN 'error' THEN '矛盾' WHEN 'warning' THEN '疑点' ELSE '提示' END AS 级别,
       t.number AS 表号,
       t.title AS 表名,
       f.message AS 说明,
       f.stated AS 现值,
       f.expected AS 应为,
       f.difference AS 差额,
       f.aside AS 搁置原因
FROM findings f
JOIN reports r ON r.id = f.report
LEFT JOIN tables t ON t.report = f.report AND t.id = f.table_id
WHERE r.saved_at IS NOT NULL;

CREATE VIEW 确认过的科目名称 AS
SELECT official AS 标准名称, used AS 采用名称, reason AS 理由, confirmed_at AS 确认时间 FROM confirmed_names;
"""
