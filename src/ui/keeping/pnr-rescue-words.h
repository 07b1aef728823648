/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found and lost in a rescue, in words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *pnr_rescue_words_dup (GVariant *report);

G_END_DECLS
