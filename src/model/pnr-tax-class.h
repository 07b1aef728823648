/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A product's tax class: a rate, or the name that a shop gave one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pnr_tax_class_parse (const char *tax_class, gint64 *vat_ppm);

G_END_DECLS
