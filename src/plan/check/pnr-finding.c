/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that is wrong with a plan: where, what, how bad, and what to do about it. */
#include "config.h"

#include "plan/check/pnr-finding.h"

/**
 * pnr_finding_new:
 * @code: (transfer none): a word of the program, for scripts
 * @severity: how bad it is
 * @object: where, for people
 * @message: what is wrong
 * @fix: what to do
 *
 * Returns: (transfer full): a finding that is about no noun
 */
PnrFinding *
pnr_finding_new (const char *code, PnrSeverity severity, const char *object, const char *message,
                 const char *fix)
{
  PnrFinding *self = g_new0 (PnrFinding, 1);

  self->code = code;
  self->severity = severity;
  self->object = g_strdup (object);
  self->message = g_strdup (message);
  self->fix = g_strdup (fix);
  return self;
}

void
pnr_finding_free (PnrFinding *self)
{
  g_free (self->object);
  g_free (self->message);
  g_free (self->fix);
  g_free (self);
}

/* For scripts, so never translated. */
const char *
pnr_severity_get_word (PnrSeverity severity)
{
  static const char *const words[] = { "error", "warning", "note" };

  return words[severity];
}
