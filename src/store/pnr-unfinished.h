/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are being made beside their place, and what a killed program left of such ones. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *pnr_unfinished_new (const char *folder);
void pnr_unfinished_remove (const char *path);
void pnr_unfinished_let_go (const char *unfinished);
void pnr_unfinished_sweep (const char *folder);

G_END_DECLS
