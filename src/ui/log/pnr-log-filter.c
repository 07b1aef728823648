/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which actions of the log are shown: by state, by period, by words. */
#include "config.h"

#include "ui/log/pnr-log-filter.h"

#include "base/pnr-text.h"
#include "model/pnr-log-entry.h"

#include <string.h>

#define DAYS_OF_WEEK 7

struct _PnrLogFilter {
  GtkFilter parent_instance;

  char *searched;
  char *state;
  char *period;
  gint64 start;
};

G_DEFINE_FINAL_TYPE (PnrLogFilter, pnr_log_filter, GTK_TYPE_FILTER)

static gboolean
text_matches (const char *text, const char *searched)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  folded = pnr_text_fold (text);
  return strstr (folded, searched) != NULL;
}

static gboolean
pnr_log_filter_match (GtkFilter *filter, gpointer item)
{
  PnrLogFilter *self = PNR_LOG_FILTER (filter);
  const PnrLogFacts *facts = pnr_log_entry_get_facts (item);
  gboolean is_done = facts->state == PNR_ACTION_STATE_DONE;

  if ((g_str_equal (self->state, "standing") && !is_done)
      || (g_str_equal (self->state, "taken-back") && is_done) || facts->made < self->start)
    return FALSE;
  return self->searched == NULL || text_matches (facts->what, self->searched)
         || text_matches (facts->who, self->searched) || text_matches (facts->why, self->searched)
         || text_matches (facts->undone_by, self->searched)
         || text_matches (facts->undone_why, self->searched)
         || text_matches (facts->redone_by, self->searched)
         || text_matches (facts->redone_why, self->searched);
}

static void
pnr_log_filter_finalize (GObject *object)
{
  PnrLogFilter *self = PNR_LOG_FILTER (object);

  g_clear_pointer (&self->searched, g_free);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->period, g_free);

  G_OBJECT_CLASS (pnr_log_filter_parent_class)->finalize (object);
}

static void
pnr_log_filter_class_init (PnrLogFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_log_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = pnr_log_filter_match;
}

static void
pnr_log_filter_init (PnrLogFilter *self)
{
  self->state = g_strdup ("all");
  self->period = g_strdup ("any");
  self->start = G_MININT64;
}

PnrLogFilter *
pnr_log_filter_new (void)
{
  return g_object_new (PNR_TYPE_LOG_FILTER, NULL);
}

/* "today" and "week" begin at the midnight of the merchant's clock. */
static gint64
get_start (const char *period, GDateTime *now)
{
  g_autoptr (GDateTime) midnight = NULL;
  g_autoptr (GDateTime) start = NULL;

  if (g_str_equal (period, "any"))
    return G_MININT64;
  midnight = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                    g_date_time_get_day_of_month (now), 0, 0, 0);
  start = g_date_time_add_days (midnight, g_str_equal (period, "week") ? 1 - DAYS_OF_WEEK : 0);
  return g_date_time_to_unix (start);
}

/**
 * pnr_log_filter_choose:
 * @self: a filter
 * @state: "all", "standing" or "taken-back"
 * @period: "any", "today" or "week"
 * @words: what is searched for; empty: nothing
 * @now: the time of day
 */
void
pnr_log_filter_choose (PnrLogFilter *self, const char *state, const char *period, const char *words,
                       GDateTime *now)
{
  g_free (self->state);
  g_free (self->period);
  g_free (self->searched);
  self->state = g_strdup (state);
  self->period = g_strdup (period);
  self->searched = words[0] != '\0' ? pnr_text_fold (words) : NULL;
  self->start = get_start (period, now);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}
