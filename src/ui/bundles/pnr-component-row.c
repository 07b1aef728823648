/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product in the bundle editor: how many of it, in which role, on which terms of its own.
 *
 * The details offer only what the kind of the bundle and its price mode read; what is set though
 * they do not is shown, so that it can be taken out. */
#include "config.h"

#include "ui/bundles/pnr-component-row.h"

#include "model/pnr-bundle-kind.h"
#include "ui/bundles/pnr-amount-entry.h"
#include "ui/pnr-wheel.h"

#include <glib/gi18n.h>

struct _PnrComponentRow {
  AdwExpanderRow parent_instance;

  GtkSpinButton *quantity_spin;
  GtkButton *remove_button;
  GtkWidget *role_row;
  GtkDropDown *role_drop_down;
  GtkWidget *optional_row;
  GtkSwitch *optional_switch;
  GtkWidget *least_row;
  GtkSpinButton *least_spin;
  GtkWidget *most_row;
  GtkSpinButton *most_spin;
  AdwActionRow *off_row;
  PnrAmountEntry *off_entry;
  AdwActionRow *extra_row;
  PnrAmountEntry *extra_entry;

  PnrSession *session;
  PnrComponent component;
  guint roles[PNR_N_COMPONENT_ROLES]; /* by position in the drop-down */
  guint n_roles;
  gboolean is_showing;
};

enum {
  EDITED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrComponentRow, pnr_component_row, ADW_TYPE_EXPANDER_ROW)

static void
pnr_component_row_emit (PnrComponentRow *self, gboolean is_typing)
{
  g_signal_emit (self, signals[EDITED], 0, is_typing);
}

/* The bounds of what a shopper may take go along where the quantity passes them. */
static void
quantity_changed_cb (PnrComponentRow *self)
{
  PnrComponent *component = &self->component;

  if (self->is_showing)
    return;
  component->quantity = gtk_spin_button_get_value_as_int (self->quantity_spin);
  if (component->min_quantity > component->quantity)
    component->min_quantity = component->quantity;
  if (component->max_quantity > 0 && component->max_quantity < component->quantity)
    component->max_quantity = component->quantity;
  pnr_component_row_emit (self, FALSE);
}

static void
remove_clicked_cb (PnrComponentRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
role_chosen_cb (PnrComponentRow *self)
{
  guint position = gtk_drop_down_get_selected (self->role_drop_down);

  if (self->is_showing || position >= self->n_roles)
    return;
  self->component.role = self->roles[position];
  /* What is picked from is not there anyway. */
  if (self->component.role == PNR_COMPONENT_ROLE_CHOICE)
    self->component.is_optional = FALSE;
  pnr_component_row_emit (self, FALSE);
}

static void
optional_switched_cb (PnrComponentRow *self)
{
  if (self->is_showing)
    return;
  self->component.is_optional = gtk_switch_get_active (self->optional_switch);
  pnr_component_row_emit (self, FALSE);
}

/* A bound that is the quantity is none. */
static void
bound_changed_cb (PnrComponentRow *self)
{
  PnrComponent *component = &self->component;
  int least = gtk_spin_button_get_value_as_int (self->least_spin);
  int most = gtk_spin_button_get_value_as_int (self->most_spin);

  if (self->is_showing)
    return;
  component->min_quantity = least < component->quantity ? least : 0;
  component->max_quantity = most > component->quantity ? most : 0;
  pnr_component_row_emit (self, FALSE);
}

static void
off_typed_cb (PnrComponentRow *self, gint64 off_ppm)
{
  self->component.off_ppm = off_ppm != PNR_AMOUNT_NONE ? off_ppm : 0;
  pnr_component_row_emit (self, TRUE);
}

static void
extra_typed_cb (PnrComponentRow *self, gint64 extra_minor)
{
  self->component.extra_minor = extra_minor != PNR_AMOUNT_NONE ? extra_minor : 0;
  pnr_component_row_emit (self, TRUE);
}

static void
pnr_component_row_dispose (GObject *object)
{
  PnrComponentRow *self = PNR_COMPONENT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_COMPONENT_ROW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_component_row_parent_class)->dispose (object);
}

static void
pnr_component_row_class_init (PnrComponentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_component_row_dispose;

  signals[EDITED] = g_signal_new ("edited", PNR_TYPE_COMPONENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[REMOVED] = g_signal_new ("removed", PNR_TYPE_COMPONENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PNR_TYPE_AMOUNT_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-component-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, quantity_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, role_row);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, role_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, optional_row);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, optional_switch);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, least_row);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, least_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, most_row);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, most_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, off_row);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, off_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, extra_row);
  gtk_widget_class_bind_template_child (widget_class, PnrComponentRow, extra_entry);
  gtk_widget_class_bind_template_callback (widget_class, quantity_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, optional_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, bound_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, off_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, extra_typed_cb);
}

static void
pnr_component_row_init (PnrComponentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_wheel_leave (GTK_WIDGET (self));
  pnr_amount_entry_set_measure (self->off_entry, PNR_AMOUNT_PERCENT);
  pnr_amount_entry_set_may_be_empty (self->off_entry, TRUE);
  pnr_amount_entry_set_row (self->off_entry, self->off_row);
  pnr_amount_entry_set_may_be_empty (self->extra_entry, TRUE);
  pnr_amount_entry_set_row (self->extra_entry, self->extra_row);
}

GtkWidget *
pnr_component_row_new (PnrSession *session, gint64 product_id)
{
  PnrComponentRow *self = g_object_new (PNR_TYPE_COMPONENT_ROW, NULL);

  self->session = g_object_ref (session);
  self->component.product_id = product_id;
  pnr_amount_entry_set_session (self->off_entry, session);
  pnr_amount_entry_set_session (self->extra_entry, session);
  return GTK_WIDGET (self);
}

const PnrComponent *
pnr_component_row_get_component (PnrComponentRow *self)
{
  g_return_val_if_fail (PNR_IS_COMPONENT_ROW (self), NULL);

  return &self->component;
}

static void
pnr_component_row_show_title (PnrComponentRow *self, guint n_roles)
{
  const PnrComponent *component = &self->component;
  PnrProduct *product = pnr_session_find_product (self->session, component->product_id);
  g_autofree char *title = pnr_session_dup_product_title (self->session, component->product_id);
  g_autofree char *price = pnr_session_format_money (
      self->session, product != NULL ? pnr_product_get_price_minor (product) : PNR_MONEY_UNKNOWN);
  const char *role = pnr_component_role_get_label (component->role);
  g_autofree char *subtitle = n_roles < 2 ? g_strdup (price)
                              : component->is_optional
                                  /* Translators: a price, a role such as “Main”. */
                                  ? g_strdup_printf (_ ("%s · %s, optional"), price, role)
                                  : g_strdup_printf ("%s · %s", price, role);
  g_autofree char *quantity_label = g_strdup_printf (_ ("Quantity of “%s”"), title);
  g_autofree char *remove_label = g_strdup_printf (_ ("Take “%s” out"), title);
  g_autofree char *off_label = g_strdup_printf (_ ("Discount of “%s” of its own"), title);
  g_autofree char *extra_label = g_strdup_printf (_ ("Extra price of “%s”"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->quantity_spin),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, quantity_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove_label, -1);
  pnr_amount_entry_set_label (self->off_entry, off_label);
  pnr_amount_entry_set_label (self->extra_entry, extra_label);
}

/* Roles that the kind knows, and the one that the product has. */
static void
pnr_component_row_show_roles (PnrComponentRow *self, PnrBundleKind kind)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint former[PNR_N_COMPONENT_ROLES];
  guint n_former = self->n_roles;
  guint selected = 0;
  gboolean is_same;

  for (guint i = 0; i < n_former; i++)
    former[i] = self->roles[i];
  self->n_roles = 0;
  for (guint role = 0; role < PNR_N_COMPONENT_ROLES; role++) {
    if (!pnr_bundle_kind_takes_role (kind, role) && role != self->component.role)
      continue;
    if (role == self->component.role)
      selected = self->n_roles;
    self->roles[self->n_roles++] = role;
    gtk_string_list_append (labels, pnr_component_role_get_label (role));
  }
  is_same = n_former == self->n_roles;
  for (guint i = 0; is_same && i < n_former; i++)
    is_same = former[i] == self->roles[i];
  if (!is_same)
    gtk_drop_down_set_model (self->role_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->role_drop_down, selected);
  gtk_widget_set_visible (self->role_row, self->n_roles > 1);
}

static void
show_spin (GtkSpinButton *spin, gint64 value, gint64 lower, gint64 upper)
{
  gtk_spin_button_set_range (spin, (double) lower, (double) upper);
  if (gtk_spin_button_get_value_as_int (spin) != value)
    gtk_spin_button_set_value (spin, (double) value);
}

/* A shopper may change a set's quantities, and how often a choice or an extra is taken. */
static void
pnr_component_row_show_bounds (PnrComponentRow *self, PnrBundleKind kind)
{
  const PnrComponent *component = &self->component;
  gboolean is_set = kind <= PNR_BUNDLE_KIND_MIXED || kind == PNR_BUNDLE_KIND_MIX_AND_MATCH;
  gboolean is_choice = component->role == PNR_COMPONENT_ROLE_CHOICE;
  gboolean is_extra =
      kind == PNR_BUNDLE_KIND_ADD_ON && component->role == PNR_COMPONENT_ROLE_AUXILIARY;

  show_spin (self->quantity_spin, component->quantity, 1, PNR_COMPONENT_MOST_UNITS);
  show_spin (self->least_spin, pnr_component_get_least (component), 1, component->quantity);
  show_spin (self->most_spin, pnr_component_get_most (component), component->quantity,
             PNR_COMPONENT_MOST_UNITS);
  gtk_switch_set_active (self->optional_switch, component->is_optional);
  gtk_widget_set_visible (self->optional_row, component->is_optional || (is_set && !is_choice));
  gtk_widget_set_visible (self->least_row,
                          component->min_quantity > 0
                              || (is_set && !is_choice && component->quantity > 1));
  gtk_widget_set_visible (self->most_row,
                          component->max_quantity > 0 || (is_set && !is_choice) || is_extra);
}

/* Discounts and extra prices of its own, where the price mode reads them. */
static void
pnr_component_row_show_money (PnrComponentRow *self, PnrBundle *bundle)
{
  PnrBundleKind kind = pnr_bundle_get_kind (bundle);
  PnrPriceMode mode = pnr_bundle_get_price_mode (bundle);
  const PnrComponent *component = &self->component;
  gboolean is_set = kind <= PNR_BUNDLE_KIND_MIXED || kind == PNR_BUNDLE_KIND_MIX_AND_MATCH;
  gboolean is_cheaper =
      is_set || component->role == PNR_COMPONENT_ROLE_REWARD
      || (kind == PNR_BUNDLE_KIND_ADD_ON && component->role == PNR_COMPONENT_ROLE_AUXILIARY);
  gboolean is_by_share = mode == PNR_PRICE_MODE_PERCENT_OFF || mode == PNR_PRICE_MODE_PER_COMPONENT;
  gboolean is_extra = mode != PNR_PRICE_MODE_TIERS && mode != PNR_PRICE_MODE_N_FOR
                      && (is_set || kind == PNR_BUNDLE_KIND_ADD_ON)
                      && component->role != PNR_COMPONENT_ROLE_MAIN;

  pnr_amount_entry_show (self->off_entry,
                         component->off_ppm > 0 ? component->off_ppm : PNR_AMOUNT_NONE);
  pnr_amount_entry_show (self->extra_entry,
                         component->extra_minor > 0 ? component->extra_minor : PNR_AMOUNT_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->off_row),
                          component->off_ppm > 0 || (is_cheaper && is_by_share));
  gtk_widget_set_visible (GTK_WIDGET (self->extra_row), component->extra_minor > 0 || is_extra);
}

static gboolean
pnr_component_row_has_details (PnrComponentRow *self)
{
  GtkWidget *rows[] = { self->role_row, self->optional_row,         self->least_row,
                        self->most_row, GTK_WIDGET (self->off_row), GTK_WIDGET (self->extra_row) };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (gtk_widget_get_visible (rows[i]))
      return TRUE;
  return FALSE;
}

/* A row that may expand again does so at once, of which nobody has asked for. */
static void
pnr_component_row_let_expand (PnrComponentRow *self, gboolean has_details)
{
  if (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (self)) != has_details) {
    adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), has_details);
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), FALSE);
  }
  if (has_details)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "plain");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "plain");
}

/**
 * pnr_component_row_show:
 * @self: a row
 * @bundle: a bundle, as it is being edited
 * @index: which of its components this is
 *
 * The row stays while its figures change, so that the hand on the spin button goes on.
 */
void
pnr_component_row_show (PnrComponentRow *self, PnrBundle *bundle, guint index)
{
  gboolean has_details;

  g_return_if_fail (PNR_IS_COMPONENT_ROW (self));

  self->is_showing = TRUE;
  self->component = *pnr_bundle_get_component (bundle, index);
  pnr_component_row_show_roles (self, pnr_bundle_get_kind (bundle));
  pnr_component_row_show_title (self, self->n_roles);
  pnr_component_row_show_bounds (self, pnr_bundle_get_kind (bundle));
  pnr_component_row_show_money (self, bundle);
  has_details = pnr_component_row_has_details (self);
  pnr_component_row_let_expand (self, has_details);
  /* Tiers say how many pieces of the one product there are. */
  gtk_widget_set_visible (GTK_WIDGET (self->quantity_spin),
                          pnr_bundle_get_kind (bundle) != PNR_BUNDLE_KIND_VOLUME
                              || pnr_bundle_get_price_mode (bundle) != PNR_PRICE_MODE_TIERS);
  self->is_showing = FALSE;
}
