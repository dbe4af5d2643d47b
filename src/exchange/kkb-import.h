/* kkb-import.h - reads the standard workbook (取込様式, domain.md §10) into facts, and brings them into a document.
 *
 * THE STANDARD WORKBOOK, as we read it and as the data face of a document writes it
 * ==================================================================================
 *
 * A workbook holds one plan, or several: the sheets of the second plan are named 計画 (2), 体系 (2), 指標 (2) …, of the
 * third 計画 (3) …, numbered without a gap. Columns stand in any order; * marks what only the writer of a whole
 * document needs. Whatever is read is matched by key (full- or half-width, blanks do not matter). Where a cell is blank
 * nothing is said about the fact. Years are written as western numbers (2023), numbers as number cells with a format
 * that shows their decimals (numbers of more than 15 digits as text), everything else as text.
 *
 * 計画: key | value, one a row. Keys (English, the words in brackets are read too):
 *   title(計画名) organization(団体名) department(担当課: names joined by 、) published(策定年月) start_fy(開始年度)
 *   end_fy(終了年度) fy(年度: both) levels(階層: names joined by /) level*(階層名: one name a row, repeatable; instead
 * of levels where a name holds a /) review(見直し) review_body(推進会議) note*(備考), and repeatable, in order:
 *   parent_plan(上位計画) related_plan(関連計画) previous_plan(前期計画) next_plan(次期計画)
 *
 * 版*: one edition a row: 版 (name), 年度, 評価方法 (attainment|progress|compare), 目安 (linear|step|none), 端数処理
 *   (half-up|truncate), 小数桁, 評価区分 (bands as kkb_rules_format_bands() writes them), 規則名, 出典,
 *   丸めた率で判定, 当年度のみ, 提案のみ, 加重 (はい / blank), 構成比 (plain|largest-cell|largest-remainder), 許容幅
 *
 * 体系: one column per level with the level's name as its head, and 階層なし* for nodes without level. One node a row:
 *   its own printed title (label, space, title) in its level's column, its ancestors' titles repeated to the left, －
 * in the column of a level that is skipped (a blank between two titles is read as skipped too; blanks before the first
 * title mean the same as above). A row may also add several levels at once (one leaf a row). ID*, 番号* and 担当課*
 * belong to the deepest node of the row, 並び順* is its position among its siblings. Where 番号 stands, the title cell
 * is label + title and the label is exactly that. Two nodes with the same path are one, unless their IDs differ.
 *
 * A REFERENCE to a node (位置, 戦略, 事業) is its ID, printed title, title, label, number path (1-(1)-①) or path of
 *   printed titles joined by ＞; 〔2〕 behind it means the second node that fits, in tree order. Several, in 位置 only,
 *   are joined by 、 or a comma. kkb_import_write_reference() gives a text that is read as exactly this node.
 *
 * 事業: ID, 位置 (of the parent; or a column headed by a level's name, such as 戦略), 区分, 番号 (label), 推進事業 or
 *   事業の名称 (title), 属性, 概要, 担当課, 交付金名称 (joined by 、), 交付金の種類* (of each, joined by 、), 実施期間
 * (text), 開始年度*, 終了年度*, 階層* (name of its level, － = none), 並び順*, 備考
 *
 * 指標: one printed row (placement) a row: ID, 位置 or 事業 (neither: the plan itself), №, 指標, 単位, 指標の説明,
 * 方向, 種別, 役割, 現状把握の方法, 目標設定の考え方, 担当課, 公表時期, ウェイト, 備考, 再掲元, 並び順*; values of a
 * row: 年度, 現状, 現状の年度, 現状の時点, 現状の注記, 目標, 目標年度, 目標（R7） …, 実績, 実績の時点, 実績（R5） …;
 * and 値の期間* (年度/暦年/時点/ 期間累計), 許容幅*, 評価方法* (of the indicator within this plan:
 * attainment|progress|compare|manual|none), 現状の状態*, 現状の単位*, 現状の分子*, 現状の分母*, 現状の公表予定*. 再掲元
 * (an ID) makes the row a repeat within the plan: its ID may be blank; a text that is blank or equal to the origin's is
 * the origin's; a baseline that differs from the origin's is its own. 共有元* "1:K4" makes the row a placement of the
 * indicator K4 of plan 1 of this workbook (the first such row of a plan carries that plan's own baseline and targets).
 * IDs of two plans of one workbook are different indicators otherwise. The writer puts the baselines of repeats here
 * and all other values on 値.
 *
 * Beside them stands what few indicators have, in the row of the origin alone: タグ (joined by 、), 計算式 (和/差/比),
 * 計算元 (IDs joined by 、; "1:K4" for one of plan 1), 小数 (digits of a computed ratio, blank = 1), 公表月 (1 … 12),
 * 単位の変更 (one a line, "2024:千人": the unit from that year on).
 *
 * 値: one value a row: 指標 (ID, else name; "1:K4" for an indicator of another plan of the workbook), 年度, 種別
 * (基準/目標/実績/参考), 値, 単位 (blank: the indicator's unit of that year, 単位の変更), 状態 (確定/ 速報/集計中 …), 分子, 分母, 時点,
 * 備考, 公表予定* (of 集計中), 改定* (0 = the first; the largest is in force), 改定日*, 改定理由*. 基準 of a repeat's
 * ID is the repeat's own baseline. Actuals and references of an indicator of several plans are written with the first
 * plan that shows it, baselines and targets with each plan.
 *
 * 経費: 事業 (a reference to the project), 番号, 年度, 内訳, 金額 (a unit in its head, else in a line （単位：千円）
 * above; the writer writes 金額（円）), 区分 (予算/決算), 財源
 *
 * WHAT FEW PLANS HAVE: each sheet is written only where it has rows, and none is needed. Several names in a cell are
 * joined by 、, or by line breaks where a name holds a comma itself. A node of another plan is "2:…".
 *
 * 項目: 項目 (a reference to a node or project), 開始年度, 終了年度 (where they differ from the plan's), SDGs (1 … 17,
 * joined by 、), タグ, 参照 (nodes) 文章: 項目 (blank: the plan itself), 項目名 (ねらい …), 本文 (to the letter)
 * 予算科目: 事業, 会計, 款, 項, 目, 予算事業 · 人件費: 事業, 年度, 区分 (予算/決算), 人工, 単価（円） · 成果物: 事業,
 * 年度, 成果物 内訳・比較: one value a row: 指標, 番号* (of the series within the indicator), 種類 (内訳/比較), 名称,
 * 単位, 資料, 備考, 年度, 値, 状態, 値の単位, 分子, 分母, 時点, 値の備考, 公表予定; a series without values has one row
 * without them 用語: 用語, 分類, 説明 · 主体: 主体, 分類, 役割 · 関係機関: 関係機関, 分類, 役割 · 課題: 見出し, 分類,
 * 課題, 項目 (nodes) 背景統計: no head; each statistic begins with a row 名称 | its name, then 単位, 資料, 備考 and
 * 列数 | …, then the rows of its table, each led by 表
 *
 * Of the whole document, without a number behind the name: 言葉: 種類 (タグ/項目名/今後の方向性/会議), 言葉, 備考 ·
 * 部署: 部署, 旧名称, 旧名称の最終年度 (a row for each former name; a name in any 担当課 may be a former one) · 交付金:
 * 交付金名称, 交付金の種類.
 *
 * Pictures cannot stand in cells: they stay in the document.
 */
#pragma once
#include "kkb-document.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_PROBLEM_ERROR,   /* something is missing because of this */
  KKB_PROBLEM_UNREAD,  /* a cell that could not be read as what its column says */
  KKB_PROBLEM_ASSUMED, /* a default was taken */
  KKB_PROBLEM_IGNORED, /* an unknown header or sheet */
  KKB_PROBLEM_NOTE     /* read, but worth a look */
} KkbProblemSeverity;

typedef struct
{
  KkbProblemSeverity severity;
  char *sheet; /* "" = the workbook */
  char *cell;  /* "B5", "" = the sheet */
  char *found; /* what stood there, "" = nothing */
  char *done;  /* what was done, in the current language */
  char *text;  /* one line in the current language: place, what stood there, what was done */
} KkbProblem;

typedef struct _KkbImport KkbImport;

/* Reads the workbook at PATH. Blocks: call it in a worker. Errors as kkb_workbook_read(); KKB_ERROR_INPUT where there
 * is no sheet 指標, 体系 or 事業 in it. Single cells never fail it: they become problems. */
KkbImport *kkb_import_read (const char *path, GCancellable *cancellable, GError **error);
void kkb_import_free (KkbImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbImport, kkb_import_free)

/* What was read, with ids of its own. */
KkbFacts *kkb_import_facts (KkbImport *import);
/* KkbProblem, in the order of the workbook. */
GPtrArray *kkb_import_problems (KkbImport *import);
/* PROBLEMS as lines for a person: what is missing or could not be read first, then what is worth a look, what was
 * ignored, and last what was assumed, the same assumption on a sheet only once, with its first cell and how many more
 * there are. Free with g_ptr_array_unref(). */
GPtrArray *kkb_import_problem_lines (GPtrArray *problems);
guint kkb_import_count (KkbImport *import, KkbProblemSeverity severity);

/* One row of targets or baselines with all its revisions, for values that were revised. */
typedef struct
{
  KkbId plan, indicator; /* of kkb_import_facts() */
  gboolean is_baseline;
  KkbValue value; /* the revision in its extras */
} KkbImportRevision;
GArray *kkb_import_revisions (KkbImport *import);

/* What the nodes of a plan are called, for writing references to them. PLAN must live as long. */
typedef struct _KkbNodeIndex KkbNodeIndex;
KkbNodeIndex *kkb_import_index_plan (const KkbPlan *plan);
void kkb_node_index_free (KkbNodeIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbNodeIndex, kkb_node_index_free)
/* The text that is read as NODE on any sheet of its plan. Free with g_free(). */
char *kkb_import_write_reference (KkbNodeIndex *index, const KkbNode *node);

/* ---- into a document ---- */

typedef enum
{
  KKB_IMPORTED_PLANS,
  KKB_IMPORTED_NODES,
  KKB_IMPORTED_PROJECTS,
  KKB_IMPORTED_INDICATORS,
  KKB_IMPORTED_PLACEMENTS,
  KKB_IMPORTED_VALUES,
  KKB_IMPORTED_MONEY,
  KKB_IMPORTED_LISTS, /* words, entries, statistics, side series */
  KKB_IMPORTED_OTHER, /* departments, grants, links between plans, editions */
  KKB_N_IMPORTED
} KkbImported;

typedef struct
{
  guint added[KKB_N_IMPORTED], changed[KKB_N_IMPORTED], unchanged[KKB_N_IMPORTED];
  guint left_out; /* actuals of indicators that are computed from others */
  guint cleared;  /* actuals of the document whose indicators the workbook makes computed ones */
} KkbImportResult;

/* The import as one undoable command. It adds what is new and changes what the workbook says differently; a blank cell
 * erases nothing, and nothing is deleted. RESULT (or NULL) is filled while it runs; IMPORT and RESULT must live until
 * then. */
KkbCommand *kkb_import_command (KkbImport *import, KkbImportResult *result);
/* "3 added, 1 changed, 40 unchanged" per kind, one line each, or that nothing changed; current language. Free with
 * g_free(). */
char *kkb_import_result_text (const KkbImportResult *result);

G_END_DECLS
