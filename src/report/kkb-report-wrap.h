/* kkb-report-wrap.h - where a Japanese text breaks into lines: after any character but those that must not end or begin
 * a line (行頭・行末禁則), never inside a Latin word or a number unless it is longer than the line. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* Width of one character in em. */
typedef double (*KkbAdvance) (gunichar c, gpointer data);

/* A plain estimate: full-width 1.0, half-width 0.56 em. DATA is unused. */
double kkb_wrap_estimate (gunichar c, gpointer data);
/* No character is estimated wider than this for each of its bytes. */
#define KKB_WRAP_WIDEST_BYTE 0.56
/* The widest line of TEXT (line breaks in it count) in em. */
double kkb_wrap_width (const char *text, KkbAdvance advance, gpointer data);
/* Breaks TEXT to lines of at most WIDTH em. The lines, joined by LF, are stored in OUT (or NULL). Returns how many
 * there are; 0 for "". */
guint kkb_wrap (const char *text, double width, KkbAdvance advance, gpointer data, GString *out);

G_END_DECLS
