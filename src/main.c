/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts the application. */
#include "config.h"

#include "ui/pnr-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (PnrApplication) application = pnr_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
