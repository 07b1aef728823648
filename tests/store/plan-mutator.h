/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damages a plan's bytes as a bad disk, a careless program or a stranger would. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A journal may follow a plan's bytes: then its length, big-endian, and this. */
#define PLAN_JOURNAL_MARK "+journal"

gsize plan_mutate (guint8 *data, gsize size, gsize most, GRand *chance);
gsize plan_get_journal_size (const guint8 *data, gsize size);

G_END_DECLS
