/* kkb-xlsx-strings.c - the table of shared strings, and what all text of a workbook goes through. */
#include "kkb-xlsx-sheet.h"
#include "kkb-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KkbXlsxReader *reader;
  GString *text;
  guint chars;
  guint in_item, in_text, in_phonetic;
} StringsReader;

static void
strings_started (KkbXml *xml, const char *name, const char **attributes, gpointer data)
{
  StringsReader *strings = data;

  if (strcmp (name, "si") == 0)
    {
      g_string_truncate (strings->text, 0);
      strings->chars = 0;
      strings->in_item = 1;
    }
  else if (strcmp (name, "rPh") == 0)
    strings->in_phonetic++;
  else if (strcmp (name, "t") == 0)
    strings->in_text++;
}

static void
strings_ended (KkbXml *xml, const char *name, gpointer data)
{
  StringsReader *strings = data;
  KkbXlsxReader *reader = strings->reader;
  const char *kept;

  if (strcmp (name, "rPh") == 0)
    strings->in_phonetic--;
  else if (strcmp (name, "t") == 0)
    strings->in_text--;
  if (strcmp (name, "si") != 0)
    return;
  strings->in_item = 0;
  if (reader->strings->len >= KKB_XLSX_MAX_STRINGS)
    {
      kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: it holds more than %u different texts."),
                    KKB_XLSX_MAX_STRINGS);
      return;
    }
  kkb_xlsx_unescape (strings->text);
  kept = kkb_xlsx_keep_text (reader, xml, strings->text);
  if (kept != NULL)
    g_ptr_array_add (reader->strings, (gpointer)kept);
}

static void
strings_text (KkbXml *xml, const char *text, int length, gpointer data)
{
  StringsReader *strings = data;

  if (strings->in_item && strings->in_text && !strings->in_phonetic)
    kkb_xlsx_append_text (xml, strings->text, &strings->chars, text, length);
}

gboolean
kkb_xlsx_read_strings (KkbXlsxReader *reader, const char *part, GError **error)
{
  static const KkbXmlHandlers handlers = { .start = strings_started, .end = strings_ended, .text = strings_text };
  g_autoptr (GString) text = g_string_new (NULL);
  StringsReader strings = { .reader = reader, .text = text };

  return kkb_package_parse (reader->package, part, &handlers, &strings, error);
}

const char *
kkb_xlsx_keep_text (KkbXlsxReader *reader, KkbXml *xml, const GString *text)
{
  if (text->len == 0)
    return "";
  reader->text_bytes += text->len + 1;
  if (reader->text_bytes > KKB_XLSX_MAX_TEXT)
    {
      kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: its cells hold more than %u MiB of text."),
                    KKB_XLSX_MAX_TEXT >> 20);
      return NULL;
    }
  return g_string_chunk_insert_len (reader->texts, text->str, (gssize)text->len);
}

void
kkb_xlsx_append_text (KkbXml *xml, GString *out, guint *chars, const char *text, int length)
{
  for (int i = 0; i < length; i++)
    *chars += (text[i] & 0xc0) != 0x80;
  if (*chars > KKB_XLSX_MAX_CELL_CHARS)
    kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: a cell holds more than %u characters."),
                  KKB_XLSX_MAX_CELL_CHARS);
  else
    g_string_append_len (out, text, length);
}

void
kkb_xlsx_unescape (GString *text)
{
  g_autoptr (GString) out = NULL;
  const char *p = text->str;

  if (strstr (p, "_x") == NULL)
    return;
  out = g_string_sized_new (text->len);
  while (*p != '\0')
    {
      gboolean escape = p[0] == '_' && p[1] == 'x' && strspn (p + 2, "0123456789abcdefABCDEF") >= 4 && p[6] == '_';
      guint64 c = escape ? g_ascii_strtoull (((char[5]){ p[2], p[3], p[4], p[5], '\0' }), NULL, 16) : 0;

      if (escape && c != 0 && g_unichar_validate ((gunichar)c))
        {
          g_string_append_unichar (out, (gunichar)c);
          p += 7;
        }
      else
        g_string_append_c (out, *p++);
    }
  g_string_assign (text, out->str);
}
