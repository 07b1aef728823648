/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks where to, and writes the report of a scenario there. */
#include "config.h"

#include "ui/scenarios/pnr-scenario-report.h"

#include "base/pnr-text.h"
#include "plan/pnr-plan-report.h"

#include <glib/gi18n.h>

typedef struct {
  GtkWidget *page;
  PnrSession *session;
  PnrScenario *scenario;
  PnrJobView *job_view;
  PnrScenarioReportFunc func;
  char *path;
} PnrReportOrder;

static void
pnr_report_order_free (PnrReportOrder *order)
{
  g_object_unref (order->page);
  g_object_unref (order->session);
  g_object_unref (order->scenario);
  g_object_unref (order->job_view);
  g_free (order->path);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrReportOrder, pnr_report_order_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrReportOrder) order = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) report = pnr_plan_write_report_finish (PNR_PLAN (source), result, &error);

  /* A page that is gone has ended the job by itself. */
  if (gtk_widget_get_root (order->page) == NULL)
    return;
  pnr_job_view_stop (order->job_view);
  order->func (order->page, FALSE);
  if (report != NULL) {
    g_autofree char *name = g_filename_display_basename (order->path);
    g_autofree char *sentence = g_strdup_printf (_ ("The report is in “%s”."), name);

    pnr_session_say (order->session, sentence);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    pnr_session_fail (order->session, error);
  }
}

static void
named_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (PnrReportOrder) order = user_data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *title = NULL;
  PnrPlan *plan = pnr_session_get_plan (order->session);
  PnrScenario *scenario = order->scenario;
  PnrProgress *progress;
  const char *path;

  g_object_unref (dialog);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL || pnr_job_view_is_running (order->job_view))
    return;
  order->path = g_file_get_path (file);
  title = g_strdup_printf (_ ("Writing the report of “%s”"), pnr_scenario_get_name (scenario));
  progress = pnr_job_view_start (order->job_view, title);
  order->func (order->page, TRUE);
  path = order->path;
  pnr_plan_write_report_async (plan, scenario, path, progress, written_cb,
                               g_steal_pointer (&order));
}

/**
 * pnr_scenario_report_ask:
 * @page: where the command was given
 * @session: of the plan
 * @scenario: one of its scenarios
 * @job_view: shows the progress
 * @func: lets @page show the progress, and what it showed before
 */
void
pnr_scenario_report_ask (GtkWidget *page, PnrSession *session, PnrScenario *scenario,
                         PnrJobView *job_view, PnrScenarioReportFunc func)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save Report"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autofree char *slug = pnr_text_slug (pnr_scenario_get_name (scenario));
  g_autofree char *name = g_strconcat (slug, ".pdf", NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  PnrReportOrder *order = g_new0 (PnrReportOrder, 1);

  order->page = g_object_ref (page);
  order->session = g_object_ref (session);
  order->scenario = g_object_ref (scenario);
  order->job_view = g_object_ref (job_view);
  order->func = func;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_file_filter_set_name (filter, _ ("Document (PDF)"));
  gtk_file_filter_add_suffix (filter, "pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (named_cb), order);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
