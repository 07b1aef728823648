/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model of nouns that finds them by id and changes only where the plan changed. */
#pragma once

#include <gio/gio.h>

#include "model/pnr-noun.h"

G_BEGIN_DECLS

#define PNR_TYPE_NOUN_LIST (pnr_noun_list_get_type ())
G_DECLARE_FINAL_TYPE (PnrNounList, pnr_noun_list, PNR, NOUN_LIST, GObject)

PnrNounList *pnr_noun_list_new (GType item_type);

gpointer pnr_noun_list_get_by_id (PnrNounList *self, gint64 id);
gboolean pnr_noun_list_get_position (PnrNounList *self, gint64 id, guint *position);
void pnr_noun_list_replace (PnrNounList *self, GPtrArray *nouns);
void pnr_noun_list_put (PnrNounList *self, PnrNoun *noun);
gboolean pnr_noun_list_remove (PnrNounList *self, gint64 id);

G_END_DECLS
