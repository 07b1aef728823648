/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that is wrong with a plan file's pages or references. */
#include "config.h"

#include "store/pnr-file-fault.h"

void
pnr_file_fault_free (PnrFileFault *self)
{
  g_free (self->place);
  g_free (self->message);
  g_free (self);
}
