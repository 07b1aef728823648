/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intake that takes every row and keeps none: for what the reader itself would leave out. */
#include "config.h"

#include "exchange/pnr-trial-intake.h"

struct _PnrTrialIntake {
  GObject parent_instance;

  char *currency;
};

static void intake_iface_init (PnrIntakeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrTrialIntake, pnr_trial_intake, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_INTAKE, intake_iface_init))

static const char *
trial_get_currency (PnrIntake *intake)
{
  return PNR_TRIAL_INTAKE (intake)->currency;
}

static gboolean
trial_begin_file (PnrIntake *intake, const PnrIntakeSource *source, GError **error)
{
  return TRUE;
}

static gboolean
trial_add_product (PnrIntake *intake, const PnrProductRecord *record, PnrIntakeFate *fate,
                   GError **error)
{
  *fate = PNR_INTAKE_NEW;
  return TRUE;
}

static gboolean
trial_add_order (PnrIntake *intake, const PnrOrderRecord *record, PnrIntakeFate *fate,
                 GError **error)
{
  *fate = PNR_INTAKE_NEW;
  return TRUE;
}

static gboolean
trial_add_line (PnrIntake *intake, const PnrOrderRecord *order, const PnrLineRecord *line,
                PnrIntakeFate *fate, GError **error)
{
  *fate = PNR_INTAKE_NEW;
  return TRUE;
}

static gboolean
trial_add_reject (PnrIntake *intake, gint64 row, const char *column, const char *value,
                  const char *message, GError **error)
{
  return TRUE;
}

static gboolean
trial_end_file (PnrIntake *intake, PnrImportCounts *counts, GError **error)
{
  return TRUE;
}

static void
intake_iface_init (PnrIntakeInterface *iface)
{
  iface->get_currency = trial_get_currency;
  iface->begin_file = trial_begin_file;
  iface->add_product = trial_add_product;
  iface->add_order = trial_add_order;
  iface->add_line = trial_add_line;
  iface->add_reject = trial_add_reject;
  iface->end_file = trial_end_file;
}

static void
pnr_trial_intake_finalize (GObject *object)
{
  g_free (PNR_TRIAL_INTAKE (object)->currency);

  G_OBJECT_CLASS (pnr_trial_intake_parent_class)->finalize (object);
}

static void
pnr_trial_intake_class_init (PnrTrialIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_trial_intake_finalize;
}

static void
pnr_trial_intake_init (PnrTrialIntake *self)
{
}

PnrTrialIntake *
pnr_trial_intake_new (const char *currency)
{
  PnrTrialIntake *self = g_object_new (PNR_TYPE_TRIAL_INTAKE, NULL);

  self->currency = g_strdup (currency);
  return self;
}
