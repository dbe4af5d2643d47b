#include "kkb-chart-spec.h"

static void
series_free (gpointer data)
{
  KkbChartSeries *s = data;

  g_array_unref (s->points);
  g_free (s);
}

static KkbChartPoint *
insert_point (KkbChartSeries *series, const KkbChartPoint *point)
{
  guint at = series->points->len;

  while (at > 0 && g_array_index (series->points, KkbChartPoint, at - 1).fy > point->fy)
    at--;
  g_array_insert_val (series->points, at, *point);
  return &g_array_index (series->points, KkbChartPoint, at);
}

KkbChartSpec *
kkb_chart_spec_new (KkbChartKind kind, const char *name)
{
  KkbChartSpec *spec = g_new0 (KkbChartSpec, 1);

  g_atomic_ref_count_init (&spec->refs);
  spec->kind = kind;
  spec->strings = g_string_chunk_new (256);
  spec->series = g_ptr_array_new_with_free_func (series_free);
  spec->rows = g_ptr_array_new ();
  spec->name = kkb_chart_spec_string (spec, name);
  spec->unit = spec->empty_text = "";
  return spec;
}

KkbChartSpec *
kkb_chart_spec_ref (KkbChartSpec *spec)
{
  g_atomic_ref_count_inc (&spec->refs);
  return spec;
}

void
kkb_chart_spec_unref (KkbChartSpec *spec)
{
  if (!g_atomic_ref_count_dec (&spec->refs))
    return;
  g_ptr_array_unref (spec->series);
  g_ptr_array_unref (spec->rows);
  g_string_chunk_free (spec->strings);
  g_free (spec);
}

const char *
kkb_chart_spec_string (KkbChartSpec *spec, const char *text)
{
  return text && *text ? g_string_chunk_insert (spec->strings, text) : "";
}

KkbChartSeries *
kkb_chart_spec_add_series (KkbChartSpec *spec, KkbChartRole role, const char *name, const char *mark)
{
  KkbChartSeries *s = g_new0 (KkbChartSeries, 1);

  s->role = role;
  s->name = kkb_chart_spec_string (spec, name);
  s->mark = kkb_chart_spec_string (spec, mark);
  s->points = g_array_new (FALSE, TRUE, sizeof (KkbChartPoint));
  g_ptr_array_add (spec->series, s);
  return s;
}

guint
kkb_chart_spec_add_row (KkbChartSpec *spec, const char *name)
{
  g_ptr_array_add (spec->rows, (gpointer)kkb_chart_spec_string (spec, name));
  return spec->rows->len - 1;
}

KkbChartPoint *
kkb_chart_spec_add_point (KkbChartSpec *spec, KkbChartSeries *series, int fy, KkbDecimal value, const char *label,
                          const char *note)
{
  g_autofree char *printed = label ? NULL : kkb_decimal_format (value, &spec->format);
  KkbChartPoint p = { .fy = fy, .value = value };

  p.label = kkb_chart_spec_string (spec, label ? label : printed);
  p.note = kkb_chart_spec_string (spec, note);
  return insert_point (series, &p);
}

void
kkb_chart_spec_add_gap (KkbChartSpec *spec, KkbChartSeries *series, int fy, const char *word, const char *note)
{
  KkbChartPoint p = { .fy = fy, .gap = TRUE };

  p.label = kkb_chart_spec_string (spec, word);
  p.note = kkb_chart_spec_string (spec, note);
  insert_point (series, &p);
}

void
kkb_chart_spec_add_count (KkbChartSpec *spec, KkbChartSeries *series, guint row, guint count)
{
  g_autofree char *label = g_strdup_printf ("%u", count);
  KkbChartPoint p = { .row = row, .value = kkb_decimal_from_int (count) };

  if (!count)
    return;
  p.label = kkb_chart_spec_string (spec, label);
  p.note = "";
  g_array_append_val (series->points, p);
}

void
kkb_chart_spec_set_path (KkbChartSpec *spec, KkbChartPath path, int start_fy, KkbDecimal start)
{
  spec->path = path;
  spec->has_path_start = start_fy != KKB_FY_NONE;
  spec->path_start_fy = start_fy;
  spec->path_start = start;
}

gboolean
kkb_chart_spec_add_outlook (KkbChartSpec *spec, const char *name, int from_fy, KkbDecimal from, int fy,
                            KkbDecimal value, int to_fy)
{
  KkbRational base = KKB_RATIONAL_INIT, rise = KKB_RATIONAL_INIT, share = KKB_RATIONAL_INIT;
  KkbDecimal end;
  KkbChartSeries *s;
  gboolean fits;

  if (from_fy == KKB_FY_NONE || fy <= from_fy || to_fy <= fy)
    return FALSE;
  kkb_rational_set_decimal (&base, from);
  kkb_rational_set_decimal (&rise, value);
  kkb_rational_set_ratio (&share, kkb_decimal_from_int (to_fy - from_fy), kkb_decimal_from_int (fy - from_fy));
  kkb_rational_sub (&rise, &rise, &base);
  kkb_rational_mul (&rise, &rise, &share);
  kkb_rational_add (&base, &base, &rise);
  fits = kkb_rational_round (&base, value.scale, KKB_ROUND_HALF_UP, &end);
  kkb_rational_clear (&base);
  kkb_rational_clear (&rise);
  kkb_rational_clear (&share);
  if (!fits)
    return FALSE;
  s = kkb_chart_spec_add_series (spec, KKB_CHART_OUTLOOK, name, NULL);
  kkb_chart_spec_add_point (spec, s, from_fy, from, NULL, NULL);
  kkb_chart_spec_add_point (spec, s, to_fy, end, NULL, NULL);
  return TRUE;
}

gboolean
kkb_chart_spec_is_empty (const KkbChartSpec *spec)
{
  for (guint i = 0; i < spec->series->len; i++)
    if (((KkbChartSeries *)spec->series->pdata[i])->points->len > 0)
      return FALSE;
  return TRUE;
}

char *
kkb_chart_spec_point_text (const KkbChartSpec *spec, const KkbChartSeries *series, const KkbChartPoint *point)
{
  GString *text = g_string_new (NULL);
  g_autofree char *figure = NULL;

  if (spec->kind == KKB_CHART_LINE && point->fy != KKB_FY_NONE)
    {
      g_autofree char *year = kkb_fy_format (point->fy, spec->format.years, spec->period, spec->format.keep_heisei31);
      g_string_append_printf (text, "%s ", year);
    }
  else if (spec->kind != KKB_CHART_LINE && point->row < spec->rows->len)
    g_string_append_printf (text, "%s ", (const char *)spec->rows->pdata[point->row]);
  if (*series->mark)
    g_string_append_printf (text, "%s ", series->mark);
  /* A provisional figure is bracketed where it is printed; here the word says it. */
  if (point->provisional && !point->has_high)
    figure = kkb_decimal_format (point->value, &spec->format);
  g_string_append_printf (text, "%s %s%s", series->name, figure ? figure : point->label, point->gap ? "" : spec->unit);
  if (point->provisional)
    g_string_append_printf (text, "（%s）", kkb_state_word (KKB_STATE_PROVISIONAL));
  return g_string_free (text, FALSE);
}

static void
describe_point (const KkbChartSpec *spec, const KkbChartSeries *s, const KkbChartPoint *point, GString *text)
{
  g_autofree char *one = kkb_chart_spec_point_text (spec, s, point);

  g_string_append_printf (text, "%s%s", text->len ? "、" : "", one);
}

/* Bars are read out row by row. */
static void
describe_bars (const KkbChartSpec *spec, GString *text)
{
  for (guint row = 0; row < MAX (spec->rows->len, 1); row++)
    for (guint i = 0; i < spec->series->len; i++)
      {
        const KkbChartSeries *s = spec->series->pdata[i];

        for (guint p = 0; p < s->points->len; p++)
          if (g_array_index (s->points, KkbChartPoint, p).row == row)
            describe_point (spec, s, &g_array_index (s->points, KkbChartPoint, p), text);
      }
}

/* Lines are read out series by series; a long one is cut to its first and latest figure and what came after. */
static void
describe_lines (const KkbChartSpec *spec, GString *text)
{
  const guint most = 8;

  for (guint i = 0; i < spec->series->len; i++)
    {
      const KkbChartSeries *s = spec->series->pdata[i];
      guint last = 0;

      for (guint p = 0; p < s->points->len; p++)
        if (!g_array_index (s->points, KkbChartPoint, p).gap)
          last = p;
      for (guint p = 0; p < s->points->len; p++)
        if ((s->points->len <= most || p == 0 || p >= last) && !(s->role == KKB_CHART_OUTLOOK && p == 0))
          describe_point (spec, s, &g_array_index (s->points, KkbChartPoint, p), text);
    }
}

char *
kkb_chart_spec_describe (const KkbChartSpec *spec)
{
  GString *text = g_string_new (spec->name);

  if (kkb_chart_spec_is_empty (spec))
    g_string_append_printf (text, "%s%s", text->len && *spec->empty_text ? "、" : "", spec->empty_text);
  else if (spec->kind == KKB_CHART_LINE)
    describe_lines (spec, text);
  else
    describe_bars (spec, text);
  return g_string_free (text, FALSE);
}
