/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first hundred bytes of a plan, and the journal beside it: is this ours, whole and harmless?
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pnr_plan_head_check (int descriptor, const char *path, GError **error);
gboolean pnr_plan_head_check_journal (int descriptor, const char *path, GError **error);

G_END_DECLS
