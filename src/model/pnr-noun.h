/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every row of the plan that the window shows can do: tell its id, become like a fresher one.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* No plan ever counts so far. A greater id is a stranger's, and there must be room for new ones. */
#define PNR_NOUN_LAST_ID ((gint64) 1 << 62)

#define PNR_TYPE_NOUN (pnr_noun_get_type ())
G_DECLARE_INTERFACE (PnrNoun, pnr_noun, PNR, NOUN, GObject)

struct _PnrNounInterface {
  GTypeInterface parent_iface;

  gint64 (*get_id) (PnrNoun *self);
  void (*assign) (PnrNoun *self, PnrNoun *other);
};

gint64 pnr_noun_get_id (PnrNoun *self);
void pnr_noun_assign (PnrNoun *self, PnrNoun *other);

G_END_DECLS
