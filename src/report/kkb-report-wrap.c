#include "kkb-report-wrap.h"
#include <string.h>

typedef struct
{
  GString *out;
  guint lines;
} Sink;

/* What a character may do at the end of a line, one byte for each of the BMP; made once. */
enum
{
  CLOSING = 1, /* must not begin a line */
  OPENING = 2, /* must not end one */
  WORD = 4     /* holds together with its like */
};

static const guint8 *
get_classes (void)
{
  static gsize ready;
  static guint8 *classes;
  static const char closing[]
      = "、。，．・：；？！ー」』）］｝】〉》〕’”ぁぃぅぇぉっゃゅょァィゥェォッャュョヶ々%％,.:;?!)]}-〜～°℃";
  static const char opening[] = "「『（［｛【〈《〔‘“([{▲△−＋+￥¥№";
  if (!g_once_init_enter (&ready))
    return classes;
  classes = g_malloc0 (0x10000);
  for (const char *p = closing; *p; p = g_utf8_next_char (p))
    classes[g_utf8_get_char (p)] |= CLOSING;
  for (const char *p = opening; *p; p = g_utf8_next_char (p))
    classes[g_utf8_get_char (p)] |= OPENING;
  for (gunichar c = '!'; c < 0x250; c++)
    if (g_unichar_isalnum (c) || c == '.' || c == ',' || c == '\'' || c == '_' || c == '/')
      classes[c] |= WORD;
  g_once_init_leave (&ready, 1);
  return classes;
}

static gboolean
may_break (const guint8 *classes, gunichar before, gunichar after)
{
  if (before == ' ' || before == 0x3000)
    return TRUE;
  guint8 left = before < 0x10000 ? classes[before] : 0, right = after < 0x10000 ? classes[after] : 0;
  return !(left & right & WORD) && !(right & CLOSING) && !(left & OPENING);
}

static inline double
estimate (gunichar c)
{
  if (c < 0x20)
    return 0;
  if (c < 0x250 || (c >= 0xff61 && c <= 0xff9f))
    return 0.56;
  /* kana and kanji need no look into the tables */
  if ((c >= 0x3041 && c <= 0x3096) || (c >= 0x30a0 && c <= 0x30ff) || (c >= 0x4e00 && c <= 0x9fff))
    return 1.0;
  return g_unichar_iszerowidth (c) ? 0 : 1.0;
}

/* ADVANCE without the call where it is the estimate: reports ask for millions of widths. */
static inline double
width_of (gunichar c, KkbAdvance advance, gpointer data)
{
  return advance == kkb_wrap_estimate ? estimate (c) : advance (c, data);
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

/* g_utf8_get_char() without the call, for the one and three bytes that Japanese text is made of; moves *TEXT
 * behind the character. */
static inline gunichar
take_char (const char **text)
{
  const guchar *p = (const guchar *)*text;
  if (p[0] < 0x80)
    {
      *text += 1;
      return p[0];
    }
  if ((p[0] & 0xf0) == 0xe0 && p[1] && p[2])
    {
      *text += 3;
      return (gunichar)(p[0] & 0x0f) << 12 | (gunichar)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    }
  gunichar c = g_utf8_get_char (*text);
  *text = g_utf8_next_char (*text);
  return c;
}

static void
wrap_paragraph (const char *start, const char *end, double width, KkbAdvance advance, gpointer data, Sink *sink)
{
  const char *line = start, *best = NULL;
  double used = 0, used_at_best = 0;
  gunichar before = 0;
  const guint8 *classes = get_classes ();
  for (const char *p = start, *next = start; p < end; p = next)
    {
      gunichar c = take_char (&next);
      double w = width_of (c, advance, data);
      if (p > line && may_break (classes, before, c))
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
  return estimate (c);
}

double
kkb_wrap_width (const char *text, KkbAdvance advance, gpointer data)
{
  double widest = 0, used = 0;
  for (const char *p = text; *p;)
    {
      gunichar c = take_char (&p);
      if (c == '\n')
        {
          widest = MAX (widest, used);
          used = 0;
        }
      else
        used += width_of (c, advance, data);
    }
  return MAX (widest, used);
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
