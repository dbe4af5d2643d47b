/* kkb-json.h - the little JSON (RFC 8259) that the clipboard speaks: objects, lists, texts, booleans, and numbers kept
 * as they are written. What is read may come from anywhere: depth and size are limited. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KKB_JSON_NULL,
  KKB_JSON_FALSE,
  KKB_JSON_TRUE,
  KKB_JSON_NUMBER,
  KKB_JSON_TEXT,
  KKB_JSON_LIST,
  KKB_JSON_OBJECT
} KkbJsonKind;

typedef struct _KkbJson KkbJson;
struct _KkbJson
{
  KkbJsonKind kind;
  char *key;        /* within an object, else NULL */
  char *text;       /* of a text or a number, else NULL */
  GPtrArray *items; /* KkbJson, of a list or an object, else NULL */
};

/* NULL with KKB_ERROR_INPUT if TEXT is not JSON, nested more than 200 levels, or longer than 64 MiB. */
KkbJson *kkb_json_read (const char *text, GError **error);
void kkb_json_free (KkbJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbJson, kkb_json_free)

/* Looking into an object; never NULL but for _get() and _list(): "" , 0, FALSE where it is not there or of another
 * kind. */
const KkbJson *kkb_json_get (const KkbJson *json, const char *key);
const char *kkb_json_text (const KkbJson *json, const char *key);
gint64 kkb_json_int (const KkbJson *json, const char *key, gint64 low, gint64 high);
gboolean kkb_json_bool (const KkbJson *json, const char *key);
/* How many the list at KEY has; 0 where there is none; its Ith item. */
guint kkb_json_n (const KkbJson *json, const char *key);
const KkbJson *kkb_json_at (const KkbJson *json, const char *key, guint i);

/* Writing: brackets are the caller's to close; commas come by themselves. KEY NULL: within a list. */
typedef struct
{
  GString *out;
  gboolean comma;
} KkbJsonWriter;

void kkb_json_open (KkbJsonWriter *writer, const char *key, char bracket);         /* '{' or '[' */
void kkb_json_close (KkbJsonWriter *writer, char bracket);                         /* '}' or ']' */
void kkb_json_put_text (KkbJsonWriter *writer, const char *key, const char *text); /* "" is left out of an object */
void kkb_json_put_int (KkbJsonWriter *writer, const char *key, gint64 value);      /* 0 is left out of an object */
void kkb_json_put_true (KkbJsonWriter *writer, const char *key, gboolean value);   /* FALSE is left out */

G_END_DECLS
