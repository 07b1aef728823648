/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which orders are looked at: the period, what it is compared with, the channel, the group. */
#include "config.h"

#include "ui/overview/pnr-period-bar.h"

#include "ui/pnr-notice.h"
#include "ui/pnr-toolbar.h"

#include <glib/gi18n.h>

#define SECONDS_PER_DAY 86400

typedef enum {
  CHOICE_ALL,
  CHOICE_30_DAYS,
  CHOICE_90_DAYS,
  CHOICE_365_DAYS,
  CHOICE_DATES,
} PnrPeriodChoice;

struct _PnrPeriodBar {
  AdwBin parent_instance;

  GtkDropDown *period_drop_down;
  GtkDropDown *comparison_drop_down;
  GtkDropDown *channel_drop_down;
  GtkDropDown *group_drop_down;
  GtkSpinner *spinner;
  GtkRevealer *dates_revealer;
  GtkEditable *from_entry;
  GtkEditable *to_entry;
  GtkLabel *problem_label;

  PnrLedger *ledger;
  gboolean is_filling;
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrPeriodBar, pnr_period_bar, ADW_TYPE_BIN)

static void
pnr_period_bar_say_problem (PnrPeriodBar *self, const char *sentence)
{
  gtk_label_set_label (self->problem_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), sentence != NULL);
}

static void
chosen_cb (PnrPeriodBar *self)
{
  guint choice = gtk_drop_down_get_selected (self->period_drop_down);

  /* The template sets its values before all children are there. */
  if (self->is_filling || self->dates_revealer == NULL)
    return;
  pnr_notice_show (self->dates_revealer, choice == CHOICE_DATES);
  gtk_widget_set_sensitive (GTK_WIDGET (self->comparison_drop_down), choice != CHOICE_ALL);
  pnr_period_bar_say_problem (self, NULL);
  if (choice == CHOICE_DATES && gtk_editable_get_text (self->from_entry)[0] == '\0'
      && gtk_editable_get_text (self->to_entry)[0] == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->from_entry));
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
dates_typed_cb (PnrPeriodBar *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
read_date (GtkEditable *entry, gint64 *midnight)
{
  g_autofree char *moment = g_strconcat (gtk_editable_get_text (entry), "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (moment, NULL);

  if (time == NULL) {
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
    return FALSE;
  }
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  *midnight = g_date_time_to_unix (time);
  return TRUE;
}

static gboolean
pnr_period_bar_read_dates (PnrPeriodBar *self, PnrOverviewRequest *request)
{
  gboolean has_from = read_date (self->from_entry, &request->from);
  gboolean has_to = read_date (self->to_entry, &request->to);

  if (!has_from || !has_to) {
    pnr_period_bar_say_problem (self, _ ("Write both days like 2024-01-31."));
    return FALSE;
  }
  request->to += SECONDS_PER_DAY;
  if (request->to <= request->from) {
    pnr_period_bar_say_problem (self, _ ("The last day is before the first one."));
    return FALSE;
  }
  pnr_period_bar_say_problem (self, NULL);
  return TRUE;
}

/* The first entry of the list is all of them, the next the first name. */
static const char *
get_chosen_name (GtkDropDown *drop_down, GPtrArray *names)
{
  guint chosen = gtk_drop_down_get_selected (drop_down);

  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION || names == NULL || chosen > names->len)
    return NULL;
  return g_ptr_array_index (names, chosen - 1);
}

static GtkStringList *
list_names (GPtrArray *names, const char *all, const char *none)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, all);
  gtk_string_list_append (list, none);
  for (guint i = 1; i < names->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (names, i));
  return list;
}

/* What was chosen stays chosen by its name, where the new history still has it. */
static void
fill_names (GtkDropDown *drop_down, GPtrArray *names, const char *chosen, const char *all,
            const char *none)
{
  g_autoptr (GtkStringList) list = list_names (names, all, none);
  guint index;

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  if (chosen != NULL && g_ptr_array_find_with_equal_func (names, chosen, g_str_equal, &index))
    gtk_drop_down_set_selected (drop_down, index + 1);
  gtk_widget_set_visible (GTK_WIDGET (drop_down), names->len > 2);
}

static void
pnr_period_bar_dispose (GObject *object)
{
  PnrPeriodBar *self = PNR_PERIOD_BAR (object);

  self->is_filling = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_PERIOD_BAR);
  g_clear_pointer (&self->ledger, pnr_ledger_unref);

  G_OBJECT_CLASS (pnr_period_bar_parent_class)->dispose (object);
}

static void
pnr_period_bar_class_init (PnrPeriodBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_period_bar_dispose;
  signals[CHANGED] = g_signal_new ("changed", PNR_TYPE_PERIOD_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (PNR_TYPE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/overview/pnr-period-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, period_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, comparison_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, channel_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, group_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, dates_revealer);
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, from_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, to_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrPeriodBar, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, dates_typed_cb);
}

static void
pnr_period_bar_init (PnrPeriodBar *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

/**
 * pnr_period_bar_get_request:
 * @self: a bar
 * @request: (out caller-allocates): what is asked for; its names are the bar's
 *
 * Returns: whether it is well asked; else the bar says what is wrong
 */
gboolean
pnr_period_bar_get_request (PnrPeriodBar *self, PnrOverviewRequest *request)
{
  static const guint days[] = { 0, 30, 90, 365, 0 };
  guint choice;

  g_return_val_if_fail (PNR_IS_PERIOD_BAR (self), FALSE);

  choice = gtk_drop_down_get_selected (self->period_drop_down);
  *request = (PnrOverviewRequest){
    .kind = choice == CHOICE_ALL     ? PNR_PERIOD_ALL
            : choice == CHOICE_DATES ? PNR_PERIOD_DATES
                                     : PNR_PERIOD_LAST_DAYS,
    .n_days = days[MIN (choice, CHOICE_DATES)],
    .comparison = gtk_drop_down_get_selected (self->comparison_drop_down),
  };
  if (self->ledger != NULL) {
    request->channel = get_chosen_name (self->channel_drop_down, self->ledger->channels);
    request->group = get_chosen_name (self->group_drop_down, self->ledger->groups);
  }
  return choice != CHOICE_DATES || pnr_period_bar_read_dates (self, request);
}

/**
 * pnr_period_bar_take_ledger:
 * @self: a bar
 * @ledger: the history
 * @has_dates: whether any of its orders has a date
 *
 * Offers the channels and groups where there are several, and periods where there are dates.
 */
void
pnr_period_bar_take_ledger (PnrPeriodBar *self, PnrLedger *ledger, gboolean has_dates)
{
  PnrLedger *former;
  const char *channel, *group;

  g_return_if_fail (PNR_IS_PERIOD_BAR (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->period_drop_down), has_dates);
  if (self->ledger == ledger)
    return;
  former = self->ledger;
  channel = former != NULL ? get_chosen_name (self->channel_drop_down, former->channels) : NULL;
  group = former != NULL ? get_chosen_name (self->group_drop_down, former->groups) : NULL;
  self->is_filling = TRUE;
  fill_names (self->channel_drop_down, ledger->channels, channel, _ ("All channels"),
              _ ("Without channel"));
  fill_names (self->group_drop_down, ledger->groups, group, _ ("All customer groups"),
              _ ("Without customer group"));
  self->is_filling = FALSE;
  self->ledger = pnr_ledger_ref (ledger);
  g_clear_pointer (&former, pnr_ledger_unref);
}

void
pnr_period_bar_set_busy (PnrPeriodBar *self, gboolean is_busy)
{
  g_return_if_fail (PNR_IS_PERIOD_BAR (self));

  gtk_spinner_set_spinning (self->spinner, is_busy);
}
