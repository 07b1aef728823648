/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a merchant calls the fields of an import and those who wrote its files. */
#pragma once

#include <gio/gio.h>

#include "exchange/pnr-importer.h"

G_BEGIN_DECLS

#define PNR_FIELD_UNREAD "none"

const char *pnr_field_words_get (const char *field);
const char *pnr_field_words_get_profile (const char *profile);
GMenuModel *pnr_field_words_build_menu (PnrImportShape shape, const char *action);

G_END_DECLS
