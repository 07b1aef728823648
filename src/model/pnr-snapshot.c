/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An older state of a plan, kept aside by the program: when, how large, after which action. */
#include "config.h"

#include "model/pnr-snapshot.h"

struct _PnrSnapshot {
  GObject parent_instance;

  PnrSnapshotFacts facts;
};

G_DEFINE_FINAL_TYPE (PnrSnapshot, pnr_snapshot, G_TYPE_OBJECT)

static void
pnr_snapshot_finalize (GObject *object)
{
  PnrSnapshot *self = PNR_SNAPSHOT (object);

  g_free ((char *) self->facts.path);
  g_free ((char *) self->facts.last_action);
  g_free ((char *) self->facts.perhaps_of);
  g_free ((char *) self->facts.shared_with);

  G_OBJECT_CLASS (pnr_snapshot_parent_class)->finalize (object);
}

static void
pnr_snapshot_class_init (PnrSnapshotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_snapshot_finalize;
}

static void
pnr_snapshot_init (PnrSnapshot *self)
{
}

/* The texts of @facts are copied. */
PnrSnapshot *
pnr_snapshot_new (const PnrSnapshotFacts *facts)
{
  PnrSnapshot *self = g_object_new (PNR_TYPE_SNAPSHOT, NULL);

  self->facts = *facts;
  self->facts.path = g_strdup (facts->path);
  self->facts.last_action = g_strdup (facts->last_action);
  self->facts.perhaps_of = g_strdup (facts->perhaps_of);
  self->facts.shared_with = g_strdup (facts->shared_with);
  return self;
}

const PnrSnapshotFacts *
pnr_snapshot_get_facts (PnrSnapshot *self)
{
  g_return_val_if_fail (PNR_IS_SNAPSHOT (self), NULL);

  return &self->facts;
}
