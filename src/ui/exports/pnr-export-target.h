/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each target of an export is called and good for. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *pnr_export_target_get_title (const char *target);
const char *pnr_export_target_get_purpose (const char *target);

G_END_DECLS
