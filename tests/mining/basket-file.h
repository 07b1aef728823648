/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads basket files for the tests of mining: one basket a line, gzip or plain. */
#pragma once

#include "model/pnr-basket-set.h"

G_BEGIN_DECLS

char *basket_file_read_text (const char *name);
PnrBasketSet *basket_file_read (const char *name, char separator);
PnrBasketSet *basket_file_read_columns (const char *name, const guint *key_columns, guint n_keys,
                                        guint item_column);
PnrBasketSet *basket_file_parse (const char *text, char separator);

G_END_DECLS
