/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options that say which orders are looked at, shared by info and the charts of orders. */
#include "config.h"

#include "cli/pnr-cli-period.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_DAYS 100000
#define SECONDS_PER_DAY 86400

/* "2024-01-31" becomes the midnight it begins with. */
static gboolean
parse_date (PnrCliRun *run, const char *option, const char *text, gint64 *midnight)
{
  g_autofree char *moment = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (moment, NULL);

  if (time == NULL) {
    pnr_cli_misuse (run, _ ("%s takes a date like 2024-01-31, not “%s”"), option, text);
    return FALSE;
  }
  *midnight = g_date_time_to_unix (time);
  return TRUE;
}

static gboolean
parse_comparison (PnrCliRun *run, const char *text, PnrComparisonKind *comparison)
{
  if (text == NULL)
    return TRUE;
  if (strcmp (text, "previous") == 0) {
    *comparison = PNR_COMPARISON_PREVIOUS;
    return TRUE;
  }
  if (strcmp (text, "year") == 0) {
    *comparison = PNR_COMPARISON_YEAR_EARLIER;
    return TRUE;
  }
  pnr_cli_misuse (run, _ ("--compare takes previous or year, not “%s”"), text);
  return FALSE;
}

/* Only --from and --to; both dates belong to the window. */
gboolean
pnr_cli_period_read_window (PnrCliRun *run, const char *from, const char *to,
                            PnrOrderWindow *window)
{
  *window = (PnrOrderWindow){ G_MININT64, G_MAXINT64 };
  if ((from != NULL && !parse_date (run, "--from", from, &window->from))
      || (to != NULL && !parse_date (run, "--to", to, &window->to)))
    return FALSE;
  if (to != NULL)
    window->to += SECONDS_PER_DAY;
  if (window->to > window->from)
    return TRUE;
  pnr_cli_misuse (run, _ ("--to takes a date that is not before --from"));
  return FALSE;
}

/* The words of @options in @request; both dates belong to the period. */
gboolean
pnr_cli_period_read (const PnrCliPeriod *options, PnrCliRun *run, PnrOverviewRequest *request)
{
  gboolean has_dates = options->from != NULL || options->to != NULL;

  request->from = G_MININT64;
  request->to = G_MAXINT64;
  request->channel = options->channel;
  request->group = options->group;
  if (options->n_days < 0 || options->n_days > MOST_DAYS || (options->n_days > 0 && has_dates)) {
    pnr_cli_misuse (run,
                    _ ("--days takes a number of days up to %d, and goes without --from and "
                       "--to"),
                    MOST_DAYS);
    return FALSE;
  }
  if ((options->from != NULL && !parse_date (run, "--from", options->from, &request->from))
      || (options->to != NULL && !parse_date (run, "--to", options->to, &request->to))
      || !parse_comparison (run, options->compare, &request->comparison))
    return FALSE;
  if (options->to != NULL)
    request->to += SECONDS_PER_DAY;
  if (request->to <= request->from) {
    pnr_cli_misuse (run, _ ("--to takes a date that is not before --from"));
    return FALSE;
  }
  if (request->comparison != PNR_COMPARISON_NONE
      && (has_dates ? options->from == NULL || options->to == NULL : options->n_days == 0)) {
    pnr_cli_misuse (run, _ ("--compare needs a period: --days, or both --from and --to"));
    return FALSE;
  }
  request->n_days = (guint) options->n_days;
  request->kind = has_dates             ? PNR_PERIOD_DATES
                  : options->n_days > 0 ? PNR_PERIOD_LAST_DAYS
                                        : PNR_PERIOD_ALL;
  return TRUE;
}

void
pnr_cli_period_clear (PnrCliPeriod *options)
{
  g_free (options->from);
  g_free (options->to);
  g_free (options->compare);
  g_free (options->channel);
  g_free (options->group);
}
