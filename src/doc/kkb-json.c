/* kkb-json.c - reading and writing the little JSON of the clipboard. */
#include "kkb-json.h"
#include "kkb-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 200
#define MAX_SIZE  (64 * 1024 * 1024)

typedef struct
{
  const char *p;
  guint depth;
} Reader;

static KkbJson *read_value (Reader *reader);

static void
skip_space (Reader *reader)
{
  while (*reader->p == ' ' || *reader->p == '\t' || *reader->p == '\n' || *reader->p == '\r')
    reader->p++;
}

static KkbJson *
json_new (KkbJsonKind kind)
{
  KkbJson *json = g_new0 (KkbJson, 1);

  json->kind = kind;
  if (kind == KKB_JSON_LIST || kind == KKB_JSON_OBJECT)
    json->items = g_ptr_array_new_with_free_func ((GDestroyNotify)kkb_json_free);
  return json;
}

/* Four hex digits; -1 if they are not. */
static int
read_hex (const char *p)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* Behind \u; a pair of surrogates is one character. FALSE for half a pair, and for the end of text, which no text
 * holds. */
static gboolean
read_unicode (Reader *reader, GString *out)
{
  int c = read_hex (reader->p), low;

  if (c <= 0 || (c >= 0xDC00 && c <= 0xDFFF))
    return FALSE;
  reader->p += 4;
  if (c >= 0xD800 && c <= 0xDBFF)
    {
      if (reader->p[0] != '\\' || reader->p[1] != 'u')
        return FALSE;
      low = read_hex (reader->p + 2);
      if (low < 0xDC00 || low > 0xDFFF)
        return FALSE;
      reader->p += 6;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
  g_string_append_unichar (out, (gunichar)c);
  return TRUE;
}

/* At the quote; NULL if it is no text. */
static char *
read_string (Reader *reader)
{
  static const char escapes[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  g_autoptr (GString) out = g_string_new (NULL);

  if (*reader->p != '"')
    return NULL;
  for (reader->p++; *reader->p != '"';)
    {
      gsize run = strcspn (reader->p, "\"\\");
      const char *escape;

      for (gsize i = 0; i < run; i++)
        if ((guchar)reader->p[i] < 0x20)
          return NULL;
      g_string_append_len (out, reader->p, (gssize)run);
      reader->p += run;
      if (*reader->p == '\0')
        return NULL;
      if (*reader->p == '"')
        break;
      reader->p++;
      if (*reader->p == 'u')
        {
          reader->p++;
          if (!read_unicode (reader, out))
            return NULL;
          continue;
        }
      escape = *reader->p != '\0' ? strchr (escapes, *reader->p) : NULL;
      if (escape == NULL)
        return NULL;
      g_string_append_c (out, meanings[escape - escapes]);
      reader->p++;
    }
  reader->p++;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const char *
skip_digits (const char *p)
{
  while (g_ascii_isdigit (*p))
    p++;
  return p;
}

static KkbJson *
read_number (Reader *reader)
{
  const char *start = reader->p, *p = start + (*start == '-'), *digits = p;
  KkbJson *json;

  p = skip_digits (p);
  if (p == digits || (*digits == '0' && p > digits + 1))
    return NULL;
  if (*p == '.')
    {
      digits = ++p;
      p = skip_digits (p);
      if (p == digits)
        return NULL;
    }
  if (*p == 'e' || *p == 'E')
    {
      p++;
      p += *p == '+' || *p == '-';
      digits = p;
      p = skip_digits (p);
      if (p == digits)
        return NULL;
    }
  json = json_new (KKB_JSON_NUMBER);
  json->text = g_strndup (start, (gsize)(p - start));
  reader->p = p;
  return json;
}

/* One member of CLOSE's list or object, with what separates it from the next. FALSE if it is not well formed. */
static gboolean
read_item (Reader *reader, KkbJson *json, char close)
{
  g_autofree char *key = NULL;
  KkbJson *item;

  if (close == '}')
    {
      key = read_string (reader);
      skip_space (reader);
      if (key == NULL || *reader->p != ':')
        return FALSE;
      reader->p++;
    }
  item = read_value (reader);
  if (item == NULL)
    return FALSE;
  item->key = g_steal_pointer (&key);
  g_ptr_array_add (json->items, item);
  skip_space (reader);
  if (*reader->p == close)
    return TRUE;
  if (*reader->p != ',')
    return FALSE;
  reader->p++;
  skip_space (reader);
  return *reader->p != close; /* no comma behind the last */
}

static KkbJson *
read_items (Reader *reader, KkbJsonKind kind, char close)
{
  g_autoptr (KkbJson) json = json_new (kind);

  if (++reader->depth > MAX_DEPTH)
    return NULL;
  reader->p++;
  skip_space (reader);
  while (*reader->p != close)
    if (!read_item (reader, json, close))
      return NULL;
  reader->p++;
  reader->depth--;
  return g_steal_pointer (&json);
}

static KkbJson *
read_value (Reader *reader)
{
  static const struct
  {
    const char *word;
    KkbJsonKind kind;
  } words[] = { { "null", KKB_JSON_NULL }, { "false", KKB_JSON_FALSE }, { "true", KKB_JSON_TRUE } };
  KkbJson *json;
  char *text;

  skip_space (reader);
  switch (*reader->p)
    {
    case '{':
      return read_items (reader, KKB_JSON_OBJECT, '}');
    case '[':
      return read_items (reader, KKB_JSON_LIST, ']');
    case '"':
      text = read_string (reader);
      if (text == NULL)
        return NULL;
      json = json_new (KKB_JSON_TEXT);
      json->text = text;
      return json;
    default:
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_has_prefix (reader->p, words[i].word))
          {
            reader->p += strlen (words[i].word);
            return json_new (words[i].kind);
          }
      return read_number (reader);
    }
}

static void
append_escaped (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      {
        g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
      }
    else if (*p == '\n')
      g_string_append (out, "\\n");
    else if ((guchar)*p < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint)(guchar)*p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

static void
begin (KkbJsonWriter *writer, const char *key)
{
  if (writer->comma)
    g_string_append_c (writer->out, ',');
  writer->comma = TRUE;
  if (key == NULL)
    return;
  append_escaped (writer->out, key);
  g_string_append_c (writer->out, ':');
}

KkbJson *
kkb_json_read (const char *text, GError **error)
{
  Reader reader = { text, 0 };
  g_autoptr (KkbJson) json = NULL;

  if (strlen (text) <= MAX_SIZE && g_utf8_validate (text, -1, NULL))
    json = read_value (&reader);
  skip_space (&reader);
  if (json != NULL && *reader.p == '\0')
    return g_steal_pointer (&json);
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                       _ ("What was copied cannot be read, so nothing was pasted. Copy it once more."));
  return NULL;
}

void
kkb_json_free (KkbJson *json)
{
  if (json == NULL)
    return;
  g_clear_pointer (&json->items, g_ptr_array_unref);
  g_free (json->key);
  g_free (json->text);
  g_free (json);
}

const KkbJson *
kkb_json_get (const KkbJson *json, const char *key)
{
  if (json == NULL || json->kind != KKB_JSON_OBJECT)
    return NULL;
  for (guint i = 0; i < json->items->len; i++)
    {
      const KkbJson *item = g_ptr_array_index (json->items, i);

      if (strcmp (item->key, key) == 0)
        return item;
    }
  return NULL;
}

const char *
kkb_json_text (const KkbJson *json, const char *key)
{
  const KkbJson *item = key != NULL ? kkb_json_get (json, key) : json;

  return item != NULL && item->kind == KKB_JSON_TEXT ? item->text : "";
}

gint64
kkb_json_int (const KkbJson *json, const char *key, gint64 low, gint64 high)
{
  const KkbJson *item = key != NULL ? kkb_json_get (json, key) : json;
  gint64 value = 0;

  if (item == NULL || item->kind != KKB_JSON_NUMBER
      || !g_ascii_string_to_signed (item->text, 10, low, high, &value, NULL))
    return 0;
  return value;
}

gboolean
kkb_json_bool (const KkbJson *json, const char *key)
{
  const KkbJson *item = kkb_json_get (json, key);

  return item != NULL && item->kind == KKB_JSON_TRUE;
}

guint
kkb_json_n (const KkbJson *json, const char *key)
{
  const KkbJson *item = kkb_json_get (json, key);

  return item != NULL && item->kind == KKB_JSON_LIST ? item->items->len : 0;
}

const KkbJson *
kkb_json_at (const KkbJson *json, const char *key, guint i)
{
  return g_ptr_array_index (kkb_json_get (json, key)->items, i);
}

void
kkb_json_open (KkbJsonWriter *writer, const char *key, char bracket)
{
  begin (writer, key);
  g_string_append_c (writer->out, bracket);
  writer->comma = FALSE;
}

void
kkb_json_close (KkbJsonWriter *writer, char bracket)
{
  g_string_append_c (writer->out, bracket);
  writer->comma = TRUE;
}

void
kkb_json_put_text (KkbJsonWriter *writer, const char *key, const char *text)
{
  if (key != NULL && *text == '\0')
    return;
  begin (writer, key);
  append_escaped (writer->out, text);
}

void
kkb_json_put_int (KkbJsonWriter *writer, const char *key, gint64 value)
{
  if (key != NULL && value == 0)
    return;
  begin (writer, key);
  g_string_append_printf (writer->out, "%" G_GINT64_FORMAT, value);
}

void
kkb_json_put_true (KkbJsonWriter *writer, const char *key, gboolean value)
{
  if (!value)
    return;
  begin (writer, key);
  g_string_append (writer->out, "true");
}
