/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text from which a name is taken. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *pnr_person_cut_dup (const char *text, guint from, guint to);

G_END_DECLS
