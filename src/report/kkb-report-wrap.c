#include "kkb-report-wrap.h"
#include <string.h>

typedef struct
{
  GString *out;
  guint lines;
} Sink;

/* Characters that must not begin a line. */
static gboolean
is_closing (gunichar c)
{
  static const char closing[]
      = "、。，．・：；？！ー」』）］｝】〉》〕’”ぁぃぅぇぉっゃゅょァィゥェォッャュョヶ々%％,.:;?!)]}、-〜～°℃";
  return c != 0 && g_utf8_strchr (closing, sizeof closing - 1, c) != NULL;
}

/* Characters that must not end a line. */
static gboolean
is_opening (gunichar c)
{
  static const char opening[] = "「『（［｛【〈《〔‘“([{▲△−＋+￥¥№";
  return c != 0 && g_utf8_strchr (opening, sizeof opening - 1, c) != NULL;
}

static gboolean
is_word (gunichar c)
{
  return c < 0x250 && (g_unichar_isalnum (c) || c == '.' || c == ',' || c == '\'' || c == '_' || c == '/');
}

static gboolean
may_break (gunichar before, gunichar after)
{
  if (before == ' ' || before == 0x3000)
    return TRUE;
  if (is_word (before) && is_word (after))
    return FALSE;
  return !is_closing (after) && !is_opening (before);
}

static void
sink_line (Sink *sink, const char *text, gssize length)
{
  if (sink->out)
    {
      if (sink->lines > 0)
        g_string_append_c (sink->out, '\n');
      g_string_append_len (sink->out, text, length);
    }
  sink->lines++;
}

static void
wrap_paragraph (const char *start, const char *end, double width, KkbAdvance advance, gpointer data, Sink *sink)
{
  const char *line = start, *best = NULL;
  double used = 0, used_at_best = 0;
  gunichar before = 0;
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      double w = advance (c, data);
      if (p > line && may_break (before, c))
        {
          best = p;
          used_at_best = used;
        }
      if (used + w > width + 1e-6 && p > line && c != ' ' && c != 0x3000)
        {
          const char *cut = best ? best : p;
          used -= best ? used_at_best : used;
          sink_line (sink, line, cut - line);
          line = cut;
          best = NULL;
        }
      used += w;
      before = c;
    }
  sink_line (sink, line, end - line);
}

double
kkb_wrap_estimate (gunichar c, gpointer data)
{
  if (c < 0x20)
    return 0;
  if (c < 0x250 || (c >= 0xff61 && c <= 0xff9f))
    return 0.56;
  return g_unichar_iszerowidth (c) ? 0 : 1.0;
}

double
kkb_wrap_width (const char *text, KkbAdvance advance, gpointer data)
{
  double widest = 0, used = 0;
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\n')
        used = 0;
      else
        used += advance (c, data);
      widest = MAX (widest, used);
    }
  return widest;
}

guint
kkb_wrap (const char *text, double width, KkbAdvance advance, gpointer data, GString *out)
{
  Sink sink = { out, 0 };
  if (out)
    g_string_truncate (out, 0);
  if (*text == '\0')
    return 0;
  const char *start = text;
  while (TRUE)
    {
      const char *end = strchr (start, '\n');
      const char *stop = end ? end : start + strlen (start);
      if (stop > start && stop[-1] == '\r')
        stop--;
      wrap_paragraph (start, stop, width, advance, data, &sink);
      if (!end)
        return sink.lines;
      start = end + 1;
    }
}
