/* kkb-text.h - text as Japanese offices write it: matching keys, lists, number labels. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* A key for matching and searching only, never stored or shown: NFKC, case-folded, katakana to hiragana left alone,
 * white space removed, dashes and wave dashes unified. NULL gives "". Free with g_free(). */
char *kkb_text_key (const char *text);
/* Does HAYSTACK (any text) contain the needle whose key is NEEDLE_KEY (from kkb_text_key)? "" matches all. Hiragana and katakana are one. */
gboolean kkb_text_matches (const char *haystack, const char *needle_key);
/* Equal as matching keys; NULL equals "". */
gboolean kkb_text_same (const char *a, const char *b);
/* Copy without leading/trailing white space (also U+3000, TAB, line breaks, BOM, zero-width space); inner text
 * untouched. Free with g_free(). */
char *kkb_text_strip (const char *text);
/* Full-width ASCII and digits to ASCII, U+3000 to space; nothing else changes. For reading numbers and labels. */
char *kkb_text_narrow (const char *text);
/* Departments (domain.md §10): split at 、 , and line breaks, and at ・ when every part ends in 課/室/係/部/局.
 * Returns a NULL-terminated array of stripped names. */
GStrv kkb_text_split_departments (const char *text);
/* "1 デジタル人財の確保" -> label "1", title "デジタル人財の確保"; also "(1) x", "（1）x", "① x", "1-2 x", "1. x", "第1章 x",
 * "ア x" (single katakana followed by a space). Label is as printed; *label NULL where there is none. Transfer full. */
void kkb_text_split_label (const char *text, char **label, char **title);
/* 128 Japanese names sort as typed numbers do: compare for "natural" order, digits by value. */
int kkb_text_compare_natural (const char *a, const char *b);
/* g_utf8_validate with an error that names WHAT (e.g. "sheet 指標, cell B5"); KKB_ERROR_INPUT. */
gboolean kkb_text_check_utf8 (const char *text, gssize length, const char *what, GError **error);

G_END_DECLS
