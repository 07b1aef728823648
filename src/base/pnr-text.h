/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts from strangers: trimmed, valid, folded for comparison, shortened for a sentence. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A SKU or a name of more letters than these is no such thing, and no plan keeps it. */
#define PNR_TEXT_LONGEST_NAME 1000

char *pnr_text_clean (const char *text);
char *pnr_text_fold (const char *text);
char *pnr_text_quote_short (const char *text);
char *pnr_text_slug (const char *text);
gboolean pnr_text_fits_name (const char *text);
gboolean pnr_text_has_address (const char *text);
char *pnr_text_drop_addresses (const char *text);
void pnr_text_set_right_to_left (gboolean is_right_to_left);
char *pnr_text_keep_figure (char *figure);

G_END_DECLS
