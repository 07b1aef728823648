/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why the disk refused, as the end of a sentence in the merchant's language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *pnr_failure_get_reason (const GError *cause);

G_END_DECLS
