/* kkb-text.c - matching keys, lists and number labels of Japanese office text. */
#include "kkb-text.h"
#include "kkb-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* White space as people leave it in cells, with what only looks like nothing. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060
         || c == 0xFEFF;
}

static gunichar
narrow (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    return c - 0xFEE0;
  return c == 0x3000 ? ' ' : c;
}

/* The many dashes and wave dashes, which look alike and are typed at random, become one each. */
static gunichar
unify (gunichar c)
{
  switch (c)
    {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x2500:
      return '-';
    case 0x301C:
    case 0x223C:
    case 0x223E:
    case 0x3030:
      return '~';
    default:
      return c;
    }
}

/* Characters that NFKC and case folding leave alone whatever stands beside them (after narrow() and lower case). */
static gboolean
is_plain (gunichar c)
{
  return c < 0x80 || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FE) || (c >= 0x4E00 && c <= 0x9FFF)
         || (c >= 0x3001 && c <= 0x3029);
}

/* The key without going through normalisation, which is slow; NULL if a character needs it. */
static char *
plain_key (const char *text)
{
  GString *key = g_string_sized_new (strlen (text) + 1);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = unify (narrow (g_utf8_get_char (p)));

      if (is_blank (c))
        continue;
      if (!is_plain (c))
        {
          g_string_free (key, TRUE);
          return NULL;
        }
      g_string_append_unichar (key, c < 0x80 ? (gunichar)g_ascii_tolower ((char)c) : c);
    }
  return g_string_free (key, FALSE);
}

static const char *
skip_blank (const char *p)
{
  while (*p != '\0' && is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static gboolean
is_digit (gunichar c)
{
  c = narrow (c);
  return c >= '0' && c <= '9';
}

static gboolean
is_katakana (gunichar c)
{
  return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0xFF71 && c <= 0xFF9D);
}

static gboolean
is_circled (gunichar c)
{
  return (c >= 0x2460 && c <= 0x249B) || (c >= 0x24EA && c <= 0x24FF) || (c >= 0x2776 && c <= 0x2793)
         || (c >= 0x3251 && c <= 0x325F) || (c >= 0x32B1 && c <= 0x32BF);
}

/* Behind one to three digits, or NULL: four are a year. */
static const char *
after_number (const char *p)
{
  guint n = 0;

  for (; is_digit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    n++;
  return n >= 1 && n <= 3 ? p : NULL;
}

/* Behind "(1)" or "（ア）", or NULL. */
static const char *
after_bracketed (const char *p)
{
  const char *end;

  if (narrow (g_utf8_get_char (p)) != '(')
    return NULL;
  p = g_utf8_next_char (p);
  end = is_katakana (g_utf8_get_char (p)) ? g_utf8_next_char (p) : after_number (p);
  if (end == NULL || narrow (g_utf8_get_char (end)) != ')')
    return NULL;
  return g_utf8_next_char (end);
}

/* Behind "1", "1-2", "1.2.", or NULL. */
static const char *
after_numbers (const char *p)
{
  p = after_number (p);
  while (p != NULL)
    {
      gunichar c = unify (narrow (g_utf8_get_char (p)));
      const char *next;

      if (c != '-' && c != '.')
        return p;
      next = g_utf8_next_char (p);
      if (!is_digit (g_utf8_get_char (next)))
        return c == '.' ? next : NULL;
      p = after_number (next);
    }
  return NULL;
}

/* Behind "第1章" or "第二節", or NULL. */
static const char *
after_chapter (const char *p)
{
  static const char *const numerals = "一二三四五六七八九十百〇";
  static const char *const parts = "章節部編項条款";
  guint n = 0;

  if (!g_str_has_prefix (p, "第"))
    return NULL;
  p = g_utf8_next_char (p);
  while (*p != '\0' && (is_digit (g_utf8_get_char (p)) || g_utf8_strchr (numerals, -1, g_utf8_get_char (p)) != NULL))
    {
      p = g_utf8_next_char (p);
      n++;
    }
  if (n == 0 || *p == '\0' || g_utf8_strchr (parts, -1, g_utf8_get_char (p)) == NULL)
    return NULL;
  return g_utf8_next_char (p);
}

/* Behind "ア" or "Ⅱ", or NULL. */
static const char *
after_letter (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return is_katakana (c) || (c >= 0x2160 && c <= 0x217F) ? g_utf8_next_char (p) : NULL;
}

/* Behind the label at the start of P, or NULL if it has none. */
static const char *
after_label (const char *p)
{
  const char *end;

  if (is_circled (g_utf8_get_char (p)))
    return g_utf8_next_char (p);
  end = after_bracketed (p);
  if (end != NULL)
    return end;
  end = after_numbers (p);
  if (end == NULL)
    end = after_chapter (p);
  if (end == NULL)
    end = after_letter (p);
  return end != NULL && is_blank (g_utf8_get_char (end)) && *end != '\0' ? end : NULL;
}

static gboolean
ends_as_department (const char *text)
{
  static const char *const ends[] = { "課", "室", "係", "部", "局" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

/* Appends the stripped parts of TEXT between characters of SEPARATORS; empty ones are left out. */
static void
split_at (const char *text, const char *separators, GPtrArray *parts)
{
  const char *start = text;

  for (const char *p = text;; p = g_utf8_next_char (p))
    if (*p == '\0' || g_utf8_strchr (separators, -1, g_utf8_get_char (p)) != NULL)
      {
        g_autofree char *raw = g_strndup (start, (gsize)(p - start));
        char *part = kkb_text_strip (raw);

        if (*part != '\0')
          g_ptr_array_add (parts, part);
        else
          g_free (part);
        if (*p == '\0')
          return;
        start = g_utf8_next_char (p);
      }
}

/* The number at *P, as its digits without leading zeros; moves behind it. */
static GString *
read_number (const char **p)
{
  GString *number = g_string_new (NULL);
  gunichar c = g_utf8_get_char (*p);

  if (c >= 0x2460 && c <= 0x2473)
    {
      g_string_printf (number, "%u", c - 0x2460 + 1);
      *p = g_utf8_next_char (*p);
      return number;
    }
  for (; is_digit (g_utf8_get_char (*p)); *p = g_utf8_next_char (*p))
    {
      c = narrow (g_utf8_get_char (*p));
      if (c != '0' || number->len > 0)
        g_string_append_c (number, (char)c);
    }
  return number;
}

static int
compare_numbers (const char **a, const char **b)
{
  GString *left = read_number (a), *right = read_number (b);
  int order = (left->len > right->len) - (left->len < right->len);

  if (order == 0)
    order = strcmp (left->str, right->str);
  g_string_free (left, TRUE);
  g_string_free (right, TRUE);
  return order;
}

static gboolean
starts_number (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return is_digit (c) || (c >= 0x2460 && c <= 0x2473);
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

char *
kkb_text_key (const char *text)
{
  g_autofree char *valid = NULL, *normal = NULL, *folded = NULL;
  GString *key;
  char *plain;

  if (text == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  plain = plain_key (text);
  if (plain != NULL)
    return plain;
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  folded = g_utf8_casefold (normal, -1);
  key = g_string_sized_new (strlen (folded) + 1);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = unify (g_utf8_get_char (p));

      if (!is_blank (c))
        g_string_append_unichar (key, c);
    }
  return g_string_free (key, FALSE);
}

/* ひらがな becomes カタカナ: both have three bytes. */
static void
fold_kana (char *key)
{
  for (char *p = key; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x3041 && c <= 0x3096)
        g_unichar_to_utf8 (c + 0x60, p);
    }
}

gboolean
kkb_text_matches (const char *haystack, const char *needle_key)
{
  g_autofree char *key = NULL, *needle = NULL;

  if (needle_key == NULL || *needle_key == '\0')
    return TRUE;
  key = kkb_text_key (haystack);
  if (strstr (key, needle_key) != NULL)
    return TRUE;
  needle = g_strdup (needle_key);
  fold_kana (needle);
  fold_kana (key);
  return strstr (key, needle) != NULL;
}

gboolean
kkb_text_same (const char *a, const char *b)
{
  g_autofree char *key_a = NULL, *key_b = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  key_a = kkb_text_key (a);
  key_b = kkb_text_key (b);
  return strcmp (key_a, key_b) == 0;
}

char *
kkb_text_strip (const char *text)
{
  g_autofree char *valid = NULL;
  const char *end;

  if (text == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  text = skip_blank (text);
  end = text + strlen (text);
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }
  return g_strndup (text, (gsize)(end - text));
}

char *
kkb_text_narrow (const char *text)
{
  g_autofree char *valid = NULL;
  GString *out;

  if (text == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  out = g_string_sized_new (strlen (text) + 1);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, narrow (g_utf8_get_char (p)));
  return g_string_free (out, FALSE);
}

GStrv
kkb_text_split_departments (const char *text)
{
  g_autofree char *stripped = kkb_text_strip (text);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *names = g_ptr_array_new ();

  split_at (stripped, "、,，､\n\r\v\f\u2028\u2029", pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
      gboolean all = TRUE;

      split_at (g_ptr_array_index (pieces, i), "・･", parts);
      for (guint j = 0; j < parts->len; j++)
        all = all && ends_as_department (g_ptr_array_index (parts, j));
      if (!all)
        g_ptr_array_add (names, g_strdup (g_ptr_array_index (pieces, i)));
      else
        for (guint j = 0; j < parts->len; j++)
          g_ptr_array_add (names, g_strdup (g_ptr_array_index (parts, j)));
    }
  g_ptr_array_add (names, NULL);
  return (GStrv)g_ptr_array_free (names, FALSE);
}

void
kkb_text_split_label (const char *text, char **label, char **title)
{
  g_autofree char *stripped = kkb_text_strip (text);
  const char *end = after_label (stripped);
  const char *rest = end != NULL ? skip_blank (end) : NULL;

  if (rest == NULL || *rest == '\0')
    {
      *label = NULL;
      *title = g_steal_pointer (&stripped);
      return;
    }
  *label = g_strndup (stripped, (gsize)(end - stripped));
  *title = g_strdup (rest);
}

int
kkb_text_compare_natural (const char *a, const char *b)
{
  const char *p = a != NULL ? a : "", *q = b != NULL ? b : "";

  while (*p != '\0' && *q != '\0')
    {
      gunichar c, d;

      if (starts_number (p) && starts_number (q))
        {
          int order = compare_numbers (&p, &q);

          if (order != 0)
            return order;
          continue;
        }
      c = g_unichar_tolower (unify (narrow (g_utf8_get_char (p))));
      d = g_unichar_tolower (unify (narrow (g_utf8_get_char (q))));
      if (c != d)
        return c < d ? -1 : 1;
      p = g_utf8_next_char (p);
      q = g_utf8_next_char (q);
    }
  if (*p != '\0' || *q != '\0')
    return *p != '\0' ? 1 : -1;
  return g_strcmp0 (a, b);
}

gboolean
kkb_text_check_utf8 (const char *text, gssize length, const char *what, GError **error)
{
  const char *end = text;
  g_autofree char *byte = NULL;

  if (g_utf8_validate (text, length, &end))
    return TRUE;
  byte = g_strdup_printf ("%" G_GSIZE_FORMAT, (gsize)(end - text) + 1);
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
               _ ("%s is not valid UTF-8 text (byte %s). Nothing was changed. Save it as UTF-8 or as an "
                  "Excel workbook and try again."),
               what, byte);
  return FALSE;
}
