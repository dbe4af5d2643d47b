/* kkb-facts-texts.c - the texts of a document's facts: each is kept once, one behind the other. Tables of what is there
 * already exist only while facts are filled. */
#include "kkb-facts.h"
#include <string.h>

#define BLOCK_SIZE 32768
#define MAX_TRIES  128

typedef struct
{
  const char *text; /* NULL: free */
  guint32 hash, n;
} Slot;

struct _KkbTextTable
{
  Slot *slots;
  guint n_slots, n; /* n_slots is a power of two */
};

/* Eight bytes at a time. */
static guint32
hash_of (const char *text, gsize n)
{
  guint64 hash = n, word;

  for (; n >= sizeof word; text += sizeof word, n -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
      hash ^= hash >> 32;
    }
  word = 0;
  memcpy (&word, text, n);
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return (guint32)(hash >> 32);
}

/* Where the text is, or where it goes. NULL where a file has very many texts of nearly one hash, which nobody types:
 * such a text is kept more than once rather than looked for at length. */
static Slot *
find (const KkbTextTable *table, const char *text, guint32 hash, gsize n)
{
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      Slot *slot = &table->slots[(hash + i) & (table->n_slots - 1)];

      if (slot->text == NULL || (slot->hash == hash && slot->n == n && memcmp (slot->text, text, n) == 0))
        return slot;
    }
  return NULL;
}

static void
grow (KkbTextTable *table)
{
  Slot *old = table->slots;
  guint n_old = table->n_slots;

  table->n_slots = MAX (256, n_old * 2);
  table->slots = g_new0 (Slot, table->n_slots);
  for (guint i = 0; i < n_old; i++)
    {
      Slot *slot = old[i].text != NULL ? find (table, old[i].text, old[i].hash, old[i].n) : NULL;

      if (slot != NULL)
        *slot = old[i];
    }
  g_free (old);
}

static const char *
keep (KkbFacts *facts, const char *text, gsize n)
{
  char *memory;

  if (n >= BLOCK_SIZE / 8)
    {
      memory = g_malloc (n + 1);
      g_ptr_array_add (facts->blocks, memory);
    }
  else
    {
      if (n >= facts->text_left)
        {
          facts->text = g_malloc (BLOCK_SIZE);
          facts->text_left = BLOCK_SIZE;
          g_ptr_array_add (facts->blocks, facts->text);
        }
      memory = facts->text;
      facts->text += n + 1;
      facts->text_left -= n + 1;
    }
  memcpy (memory, text, n);
  memory[n] = '\0';
  return memory;
}

static const char *
kept_once (KkbFacts *facts, const char *text, gsize n, gboolean check)
{
  KkbTextTable *table = facts->texts;
  guint32 hash = hash_of (text, n);
  const char *kept;
  Slot *slot;

  if (table == NULL)
    table = facts->texts = g_new0 (KkbTextTable, 1);
  if ((table->n + 1) * 4 > table->n_slots * 3)
    grow (table);
  slot = find (table, text, hash, n);
  if (slot != NULL && slot->text != NULL)
    return slot->text;
  if (check && !g_utf8_validate_len (text, n, NULL)) /* refuses a 0 inside, too */
    return NULL;
  kept = keep (facts, text, n);
  if (slot == NULL)
    return kept;
  *slot = (Slot){ kept, hash, (guint32)n };
  table->n++;
  return kept;
}

const char *
kkb_facts_string (KkbFacts *facts, const char *text)
{
  return text == NULL || *text == '\0' ? "" : kept_once (facts, text, strlen (text), FALSE);
}

const char *
kkb_facts_string_checked (KkbFacts *facts, const char *bytes, gsize n)
{
  return n == 0 ? "" : n > G_MAXINT32 ? NULL : kept_once (facts, bytes, n, TRUE);
}

void
kkb_facts_forget_texts (KkbFacts *facts)
{
  if (facts->texts != NULL)
    g_free (facts->texts->slots);
  g_clear_pointer (&facts->texts, g_free);
}
