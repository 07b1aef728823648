/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens bytes as a plan and does to it what a window would; aborts when a promise is broken. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean plan_visit (const char *folder, const guint8 *data, gsize size);

G_END_DECLS
