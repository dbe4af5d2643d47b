/* compare.h - facts compared field by field. */
#pragma once
#include "kkb-facts.h"

/* Aborts the test where A and B differ in any fact. */
void assert_facts (const KkbFacts *a, const KkbFacts *b);
void assert_indicator (const KkbFacts *fa, const KkbIndicator *a, const KkbFacts *fb, const KkbIndicator *b);
