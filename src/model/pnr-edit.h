/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One named action on the plan: the nouns it puts and the nouns it removes, undone as one. */
#pragma once

#include <glib-object.h>

#include "model/pnr-noun.h"

G_BEGIN_DECLS

#define PNR_TYPE_EDIT (pnr_edit_get_type ())
G_DECLARE_FINAL_TYPE (PnrEdit, pnr_edit, PNR, EDIT, GObject)

PnrEdit *pnr_edit_new (const char *name);

const char *pnr_edit_get_name (PnrEdit *self);
void pnr_edit_set_name (PnrEdit *self, const char *name);
const char *pnr_edit_get_reason (PnrEdit *self);
void pnr_edit_set_reason (PnrEdit *self, const char *reason);
guint pnr_edit_get_n_puts (PnrEdit *self);
PnrNoun *pnr_edit_get_put (PnrEdit *self, guint index);
guint pnr_edit_get_n_removals (PnrEdit *self);
PnrNoun *pnr_edit_get_removal (PnrEdit *self, guint index);

void pnr_edit_put (PnrEdit *self, gpointer noun);
void pnr_edit_remove (PnrEdit *self, gpointer noun);

G_END_DECLS
