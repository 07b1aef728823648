/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a plan's log: who did what, when and why, and whether one can go back to it. */
#include "config.h"

#include "model/pnr-log-entry.h"

struct _PnrLogEntry {
  GObject parent_instance;

  PnrLogFacts facts;
};

G_DEFINE_FINAL_TYPE (PnrLogEntry, pnr_log_entry, G_TYPE_OBJECT)

static void
pnr_log_entry_finalize (GObject *object)
{
  PnrLogEntry *self = PNR_LOG_ENTRY (object);

  g_free ((char *) self->facts.who);
  g_free ((char *) self->facts.what);
  g_free ((char *) self->facts.why);
  g_free ((char *) self->facts.undone_by);
  g_free ((char *) self->facts.undone_why);
  g_free ((char *) self->facts.redone_by);
  g_free ((char *) self->facts.redone_why);

  G_OBJECT_CLASS (pnr_log_entry_parent_class)->finalize (object);
}

static void
pnr_log_entry_class_init (PnrLogEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_log_entry_finalize;
}

static void
pnr_log_entry_init (PnrLogEntry *self)
{
}

/* The texts of @facts are copied. */
PnrLogEntry *
pnr_log_entry_new (const PnrLogFacts *facts)
{
  PnrLogEntry *self = g_object_new (PNR_TYPE_LOG_ENTRY, NULL);

  self->facts = *facts;
  self->facts.who = g_strdup (facts->who);
  self->facts.what = g_strdup (facts->what);
  self->facts.why = g_strdup (facts->why);
  self->facts.undone_by = g_strdup (facts->undone_by);
  self->facts.undone_why = g_strdup (facts->undone_why);
  self->facts.redone_by = g_strdup (facts->redone_by);
  self->facts.redone_why = g_strdup (facts->redone_why);
  return self;
}

const PnrLogFacts *
pnr_log_entry_get_facts (PnrLogEntry *self)
{
  g_return_val_if_fail (PNR_IS_LOG_ENTRY (self), NULL);

  return &self->facts;
}
