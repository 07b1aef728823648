/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an entry of the log is said to people: when, in which state, what reverting to it does. */
#pragma once

#include "model/pnr-log-entry.h"

G_BEGIN_DECLS

char *pnr_log_words_dup_when (gint64 seconds, GDateTime *now);
const char *pnr_log_words_get_icon (const PnrLogFacts *facts);
char *pnr_log_words_dup_state (const PnrLogFacts *facts, GDateTime *now);
char *pnr_log_words_dup_title (const PnrLogFacts *facts, GDateTime *now);

char *pnr_log_words_dup_outlook (const PnrLogFacts *facts, guint n_back, guint n_again);
char *pnr_log_words_dup_return (guint n_back, guint n_again);

/* A table for the clipboard; @separator is a tab or a comma. */
char *pnr_log_words_dup_table (GPtrArray *entries, char separator);

G_END_DECLS
