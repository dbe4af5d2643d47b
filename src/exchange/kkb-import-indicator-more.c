/* kkb-import-indicator-more.c - what few indicators have on the sheet 指標: tags, formula, month of publication, units.
 */
#include "kkb-import-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* One change a line: "2018:千人". */
static const KkbUnitChange *
read_units (const KkbImportTable *table, guint row, int field)
{
  KkbFacts *facts = table->reader->facts;
  g_auto (GStrv) lines = g_strsplit (kkb_import_table_text (table, row, field), "\n", -1);
  KkbUnitChange *units = kkb_facts_bytes (facts, NULL, (g_strv_length (lines) + 1) * sizeof *units);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strpbrk (lines[i], ":") != NULL ? strchr (lines[i], ':') : strstr (lines[i], "：");
      g_autofree char *year = g_strndup (lines[i], colon != NULL ? (gsize)(colon - lines[i]) : 0);
      g_autofree char *unit = kkb_text_strip (colon != NULL ? g_utf8_next_char (colon) : "");
      int fy = colon != NULL ? kkb_import_year_of_text (year) : KKB_FY_NONE;
      guint at = n;

      if (*lines[i] == '\0')
        continue;
      if (fy == KKB_FY_NONE)
        {
          kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, field, lines[i],
                                    _ ("not a year and a unit (2024:千人); left out"));
          continue;
        }
      for (; at > 0 && units[at - 1].fy > fy; at--)
        units[at] = units[at - 1];
      units[at] = (KkbUnitChange){ (gint16)fy, kkb_facts_string (facts, unit) };
      n++;
    }
  units[n] = (KkbUnitChange){ 0, "" };
  return units;
}

/* 0 where blank; a number that is none of LOW … HIGH is reported. */
static guint
small_number (const KkbImportTable *table, guint row, int field, guint low, guint high, gboolean *is_given)
{
  KkbDecimal d;

  *is_given = kkb_import_table_decimal (table, row, field, &d);
  if (*is_given && d.scale == 0 && d.coef >= low && d.coef <= high)
    return (guint)d.coef;
  if (*is_given)
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, field, kkb_import_table_text (table, row, field),
                              _ ("not a number from %u to %u; left out"), low, high);
  *is_given = FALSE;
  return 0;
}

/* ---- public ------------------------------------------------------------------------------------------------ */

void
kkb_import_read_indicator_more (const KkbImportTable *table, KkbImportGroup *group, guint row,
                                const KkbImportMoreFields *fields, KkbIndicator *indicator, guint *given)
{
  KkbImportReader *reader = table->reader;
  const KkbColumn *operands = kkb_import_table_column (table, fields->operands);
  const KkbColumn *where = operands != NULL ? operands : kkb_import_table_column (table, fields->formula);
  const char *formula = kkb_import_table_text (table, row, fields->formula);
  const char *tags = kkb_import_table_text (table, row, fields->tags);
  KkbComputation computation = KKB_COMPUTED_NONE;
  gboolean has_decimals, has_month;
  guint decimals = small_number (table, row, fields->decimals, 0, 6, &has_decimals);
  guint month = small_number (table, row, fields->month, 1, 12, &has_month);

  if (*formula != '\0' && !kkb_computation_from_word (formula, &computation))
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, fields->formula, formula,
                              _ ("not 和, 差 or 比; left out"));
  if (computation != KKB_COMPUTED_NONE)
    {
      KkbImportFormula pending = { group,
                                   indicator,
                                   table->sheet,
                                   row,
                                   where != NULL ? where->col : G_MAXUINT,
                                   kkb_import_table_text (table, row, fields->operands) };

      kkb_indicator_more (reader->facts, indicator)->formula = (guint8)computation;
      g_array_append_val (reader->formulas, pending);
    }
  if (*tags != '\0')
    kkb_indicator_more (reader->facts, indicator)->tags = kkb_import_tags (reader, tags);
  if (has_decimals)
    {
      kkb_indicator_more (reader->facts, indicator)->decimals = (guint8)decimals;
      *given |= KKB_GIVEN_DECIMALS;
    }
  if (has_month)
    kkb_indicator_more (reader->facts, indicator)->release_month = (guint8)month;
  if (*kkb_import_table_text (table, row, fields->units) != '\0')
    kkb_indicator_more (reader->facts, indicator)->units = read_units (table, row, fields->units);
}
