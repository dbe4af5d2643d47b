/* kkb-rules.h - rule sets: the default, the presets of domain.md §7, bands as text. */
#pragma once
#include "kkb-facts.h"

G_BEGIN_DECLS

/* The rule set of a new plan (domain.md §7): 標準, progress, linear yardstick, half up, 1 decimal, A>=100 B>=80 C>=50 D. */
const KkbRules *kkb_rules_standard (void);
/* The presets that ship, each with where it was seen; index 0 is the standard one. */
guint kkb_rules_n_presets (void);
const KkbRules *kkb_rules_preset (guint index);
/* By name (matching key) or NULL. */
const KkbRules *kkb_rules_find_preset (const char *name);

/* Bands as text, for the command line, the workbook and the file: 'A=100,B=80,C=50,D=' (rate >= threshold, in order;
 * empty = otherwise). Further conditions: '達成=met', 'S=base+10' (better than baseline by more than/at least 10 %), 'B=base~10'
 * (within), 'C=base-10' (worse), the same with 'pt+','pt~','pt-' for points, 'X=attainment:70', '中止=state:中止', '-=gap' (any gap),
 * 'A=>100' strict. A comma, an equals sign or a backslash in a label stands behind a backslash.
 * Labels go through FACTS' string chunk, or are interned where FACTS is NULL. KKB_ERROR_USAGE names the part that cannot be read. */
gboolean kkb_rules_parse_bands (KkbRules *rules, const char *text, KkbFacts *facts, GError **error);
char *kkb_rules_format_bands (const KkbRules *rules);

/* Words of the command line and the file: "attainment|progress|compare|manual|none", "linear|step|none", "half-up|truncate". */
const char *kkb_method_word (KkbMethod m);
gboolean kkb_method_from_word (const char *text, KkbMethod *m);
const char *kkb_yardstick_word (KkbYardstick y);
gboolean kkb_yardstick_from_word (const char *text, KkbYardstick *y);
const char *kkb_rounding_word (KkbRounding r);
gboolean kkb_rounding_from_word (const char *text, KkbRounding *r);

/* One line per band in words, in the current language: "A（100%以上）" "B（80%以上100%未満）". Free with g_free(). */
char *kkb_rules_band_words (const KkbRules *rules, guint band);
/* The mark of a band for screen and print, never colour alone: ◎ ○ △ × from best to worst by its place. */
const char *kkb_rules_band_mark (const KkbRules *rules, guint band);
/* The rule in words for a 凡例: method, target, yardstick, rounding, bands; one sentence each, current language. Free with g_strfreev(). */
GStrv kkb_rules_in_words (const KkbRules *rules);
gboolean kkb_rules_equal (const KkbRules *a, const KkbRules *b);

G_END_DECLS
