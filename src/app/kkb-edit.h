/* kkb-edit.h - what the pages with forms share: a draft done as one step, and the words by which a person chooses an
 * indicator or a place in the tree. */
#pragma once
#include "kkb-draft.h"
#include "kkb-small-model.h"
#include "kkb-window.h"

G_BEGIN_DECLS

/* Finishes DRAFT (consumed) and runs it as one step named LABEL. FALSE with ERROR: the document is as before. */
gboolean kkb_edit_run (KkbDocument *doc, KkbDraft *draft, const char *label, GError **error);

/* A word for each entity of a kind, unlike all others: "K1 従業者数（人）", "1 人財確保 › (1) デジタル人財". */
typedef struct _KkbEditWords KkbEditWords;
KkbEditWords *kkb_edit_indicator_words (const KkbFacts *facts, KkbId except);
/* PLAN 0: all plans. The plan itself is a place, too. ID is the node's, or the plan's. */
KkbEditWords *kkb_edit_place_words (const KkbFacts *facts, KkbId plan);
void kkb_edit_words_free (KkbEditWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbEditWords, kkb_edit_words_free)
const char *const *kkb_edit_words_list (KkbEditWords *words);  /* NULL-terminated; owned by WORDS */
const char *kkb_edit_words_of (KkbEditWords *words, KkbId id); /* "" if there is none */
/* The last part of the word where it says which one is meant, else the whole word. Free with g_free(). */
char *kkb_edit_words_short (KkbEditWords *words, KkbId id);
/* 0: none, or several that TEXT may mean. A part of a word is taken where only one has it. */
KkbId kkb_edit_words_find (KkbEditWords *words, const char *text);

/* NAMES as ids of departments or words, added where they are new; in the draft's own facts. */
const KkbId *kkb_edit_department_ids (KkbDraft *draft, const char *const *names);
const KkbId *kkb_edit_word_ids (KkbDraft *draft, KkbWordKind kind, const char *const *names);
/* The same from a text as it is typed or pasted: 商工労働部、企画課. */
const KkbId *kkb_edit_departments_from_text (KkbDraft *draft, const char *text);
/* VALUE (of the document) with extras of its own in the draft, to be written to; *MORE may be NULL. */
KkbValue kkb_edit_copy_value (KkbDraft *draft, const KkbValue *value, KkbValueMore **more);

/* MODEL in a table that grows with its rows up to MAX_ROWS and scrolls then. NAME: for screen readers. */
GtkWidget *kkb_edit_grid_new (KkbSmallModel *model, guint max_rows, const char *name, KkbGrid **grid);
/* The height anew: after rows came or went. */
void kkb_edit_grid_fit (KkbGrid *grid);

/* The fiscal year of this PC's calendar today. */
int kkb_edit_this_year (void);
/* A year as typed ("R5", "令和5年度", "2023"); "" is KKB_FY_NONE. FALSE with a sentence. */
gboolean kkb_edit_read_year (const char *text, int *fy, GError **error);
/* "R5" or "2023"; "" for none. Free with g_free(). */
char *kkb_edit_year (int fy, const KkbFormat *format);
/* 1,234千円, 1.5億円, 1234567, =1200*3: yen, whole. "" is none: *GIVEN is FALSE. FALSE with a sentence. */
gboolean kkb_edit_read_yen (const char *text, KkbDecimal *yen, gboolean *given, GError **error);
/* Yen as 千円, rounded half away from zero: 1,235. Free with g_free(). */
char *kkb_edit_thousands (KkbDecimal yen, const KkbFormat *format);

G_END_DECLS
