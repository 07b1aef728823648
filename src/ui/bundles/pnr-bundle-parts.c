/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products of a bundle, and how many of its choices are picked. */
#include "config.h"

#include "ui/bundles/pnr-bundle-parts.h"

#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-kind.h"
#include "ui/bundles/pnr-component-row.h"
#include "ui/pnr-frame-queue.h"
#include "ui/pnr-product-picker.h"
#include "ui/pnr-wheel.h"

#include <glib/gi18n.h>

struct _PnrBundleParts {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  PnrProductPicker *picker;
  GtkListBox *component_list;
  GtkLabel *fault_label;
  GtkWidget *choice_group;
  GtkSpinButton *least_spin;
  GtkSpinButton *most_spin;
  GtkSpinButton *step_spin;
  GtkWidget *step_row;

  PnrBundleDraft *draft;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PnrBundleParts, pnr_bundle_parts, ADW_TYPE_BIN)

static PnrBundle *
pnr_bundle_parts_get_bundle (PnrBundleParts *self)
{
  return self->draft != NULL ? pnr_bundle_draft_get_bundle (self->draft) : NULL;
}

static guint
count_choices (PnrBundle *bundle)
{
  guint n = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    n += pnr_bundle_get_component (bundle, i)->role == PNR_COMPONENT_ROLE_CHOICE;
  return n;
}

/* In a set with a first choice one is picked; with the last one goes what was said of them. */
static void
fit_choice (PnrBundle *bundle)
{
  guint n_choices = count_choices (bundle);

  if (pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_MIX_AND_MATCH)
    return;
  if (n_choices == 0)
    pnr_bundle_set_choice (bundle, 0, 0, 1);
  else if (pnr_bundle_get_choice_min (bundle) == 0)
    pnr_bundle_set_choice (bundle, 1, 1, 1);
}

static void
row_edited_cb (PnrBundleParts *self, gboolean is_typing, PnrComponentRow *row)
{
  PnrBundle *bundle = pnr_bundle_parts_get_bundle (self);
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (self->is_showing || index >= pnr_bundle_get_n_components (bundle))
    return;
  pnr_bundle_change_component (bundle, index, pnr_component_row_get_component (row));
  fit_choice (bundle);
  if (is_typing)
    pnr_bundle_draft_typed (self->draft);
  else
    pnr_bundle_draft_commit (self->draft, _ ("Change parts of bundle “%s”"), NULL);
}

static void
row_removed_cb (PnrBundleParts *self, PnrComponentRow *row)
{
  PnrBundle *bundle = pnr_bundle_parts_get_bundle (self);
  guint n_components = pnr_bundle_get_n_components (bundle);
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (PnrComponent));
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < n_components; i++)
    if (i != index)
      g_array_append_vals (kept, pnr_bundle_get_component (bundle, i), 1);
  title = pnr_session_dup_product_title (pnr_bundle_draft_get_session (self->draft),
                                         pnr_component_row_get_component (row)->product_id);
  sentence = g_strdup_printf (_ ("“%s” taken out of the bundle"), title);
  pnr_bundle_set_components (bundle, (PnrComponent *) kept->data, kept->len);
  fit_choice (bundle);
  pnr_bundle_draft_commit (self->draft, _ ("Change parts of bundle “%s”"), sentence);
}

/* Only buy X, get Y knows a product twice: as what is bought and as what is got. */
static gboolean
may_take (PnrBundle *bundle, gint64 product_id)
{
  guint n_components = pnr_bundle_get_n_components (bundle);
  PnrComponentRole role =
      pnr_bundle_kind_get_next_role (pnr_bundle_get_kind (bundle), n_components);

  if (pnr_bundle_get_kind (bundle) != PNR_BUNDLE_KIND_BUY_GET)
    return !pnr_bundle_has_product (bundle, product_id);
  for (guint i = 0; i < n_components; i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);

    if (component->product_id == product_id && component->role == role)
      return FALSE;
  }
  return TRUE;
}

static void
product_picked_cb (PnrBundleParts *self, gint64 product_id)
{
  PnrBundle *bundle = pnr_bundle_parts_get_bundle (self);
  guint n_components;
  PnrComponent component = { .product_id = product_id, .quantity = 1 };

  if (bundle == NULL || !may_take (bundle, product_id))
    return;
  n_components = pnr_bundle_get_n_components (bundle);
  component.role = pnr_bundle_kind_get_next_role (pnr_bundle_get_kind (bundle), n_components);
  pnr_bundle_change_component (bundle, n_components, &component);
  pnr_bundle_draft_commit (self->draft, _ ("Change parts of bundle “%s”"), NULL);
}

/* The fewest push the most up and the most the fewest down; the steps between stay whole. */
static void
pnr_bundle_parts_take_choice (PnrBundleParts *self, gboolean is_most)
{
  PnrBundle *bundle = pnr_bundle_parts_get_bundle (self);
  gint64 least = gtk_spin_button_get_value_as_int (self->least_spin);
  gint64 most = gtk_spin_button_get_value_as_int (self->most_spin);
  gint64 step = MAX (1, gtk_spin_button_get_value_as_int (self->step_spin));

  if (self->is_showing || bundle == NULL)
    return;
  if (is_most)
    least = MIN (least, most);
  else
    most = MAX (least, most);
  if (most == least || (most - least) % step != 0)
    step = 1;
  pnr_bundle_set_choice (bundle, least, most, step);
  pnr_bundle_draft_commit (self->draft, _ ("Change choice in bundle “%s”"), NULL);
}

static void
least_changed_cb (PnrBundleParts *self)
{
  pnr_bundle_parts_take_choice (self, FALSE);
}

static void
most_changed_cb (PnrBundleParts *self)
{
  pnr_bundle_parts_take_choice (self, TRUE);
}

/* From three to five in steps of two, not of three: the most is what the steps come to. */
static void
step_changed_cb (PnrBundleParts *self)
{
  PnrBundle *bundle = pnr_bundle_parts_get_bundle (self);
  gint64 step = MAX (1, gtk_spin_button_get_value_as_int (self->step_spin));
  gint64 least;
  gint64 n_steps;

  if (self->is_showing || bundle == NULL)
    return;
  least = pnr_bundle_get_choice_min (bundle);
  n_steps = MAX (1, (pnr_bundle_get_choice_max (bundle) - least) / step);
  pnr_bundle_set_choice (bundle, least, least + n_steps * step, step);
  pnr_bundle_draft_commit (self->draft, _ ("Change choice in bundle “%s”"), NULL);
}

static gint64
get_row_product (GtkListBoxRow *row)
{
  return pnr_component_row_get_component (PNR_COMPONENT_ROW (row))->product_id;
}

/* Returns: how many rows show the first products of the bundle; others are gone. */
static guint
pnr_bundle_parts_keep_rows (PnrBundleParts *self, PnrBundle *bundle)
{
  guint n_components = pnr_bundle_get_n_components (bundle);
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->component_list, (int) n)) != NULL) {
    if (n < n_components
        && get_row_product (row) == pnr_bundle_get_component (bundle, n)->product_id)
      n++;
    else
      gtk_list_box_remove (self->component_list, GTK_WIDGET (row));
  }
  return n;
}

static void
pnr_bundle_parts_add_row (PnrBundleParts *self, PnrBundle *bundle, guint index)
{
  GtkWidget *row = pnr_component_row_new (pnr_bundle_draft_get_session (self->draft),
                                          pnr_bundle_get_component (bundle, index)->product_id);

  g_signal_connect_object (row, "edited", G_CALLBACK (row_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->component_list, row);
}

/* A row with all that its product may be told takes milliseconds to build: one comes at once, so
 * that the list is never seen empty, the others with the next frames. */
static void
rows_piece (GtkWidget *widget)
{
  PnrBundleParts *self = PNR_BUNDLE_PARTS (widget);
  PnrBundle *bundle = pnr_bundle_parts_get_bundle (self);
  guint n;

  if (bundle == NULL || self->component_list == NULL)
    return;
  n = pnr_bundle_parts_keep_rows (self, bundle);
  if (n == pnr_bundle_get_n_components (bundle))
    return;
  self->is_showing = TRUE;
  pnr_bundle_parts_add_row (self, bundle, n);
  pnr_component_row_show (
      PNR_COMPONENT_ROW (gtk_list_box_get_row_at_index (self->component_list, (int) n)), bundle, n);
  self->is_showing = FALSE;
  if (n + 1 < pnr_bundle_get_n_components (bundle))
    pnr_frame_queue_add (widget, rows_piece);
}

static void
pnr_bundle_parts_show_rows (PnrBundleParts *self, PnrBundle *bundle)
{
  guint n = pnr_bundle_parts_keep_rows (self, bundle);

  for (guint i = 0; i < n; i++)
    pnr_component_row_show (
        PNR_COMPONENT_ROW (gtk_list_box_get_row_at_index (self->component_list, (int) i)), bundle,
        i);
  if (n == 0)
    rows_piece (GTK_WIDGET (self));
  else if (n < pnr_bundle_get_n_components (bundle))
    pnr_frame_queue_add (GTK_WIDGET (self), rows_piece);
}

static void
show_spin (GtkSpinButton *spin, gint64 value)
{
  if (gtk_spin_button_get_value_as_int (spin) != value)
    gtk_spin_button_set_value (spin, (double) value);
}

/* With tiers shoppers pick as many as they like. */
static void
pnr_bundle_parts_show_choice (PnrBundleParts *self, PnrBundle *bundle)
{
  gboolean is_by_tiers = pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_TIERS;
  gboolean has_choice = pnr_bundle_get_choice_min (bundle) > 0 || count_choices (bundle) > 0;

  gtk_widget_set_visible (self->choice_group, has_choice && !is_by_tiers);
  show_spin (self->least_spin, pnr_bundle_get_choice_min (bundle));
  show_spin (self->most_spin, pnr_bundle_get_choice_max (bundle));
  show_spin (self->step_spin, pnr_bundle_get_choice_step (bundle));
  gtk_widget_set_visible (self->step_row,
                          pnr_bundle_get_choice_max (bundle) > pnr_bundle_get_choice_min (bundle));
}

static void
pnr_bundle_parts_show_problems (PnrBundleParts *self, PnrBundle *bundle)
{
  static const char *const fields[] = { "components", "choice", NULL };
  const char *fault = pnr_bundle_draft_find_fault (self->draft, fields);
  PnrBundleFault gap;

  gtk_label_set_label (self->fault_label, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), fault != NULL);
  if (pnr_bundle_get_n_components (bundle) == 0)
    adw_preferences_group_set_description (self->group,
                                           _ ("Nothing in it yet. Add the first product."));
  else
    adw_preferences_group_set_description (
        self->group, pnr_bundle_find_gap (bundle, &gap) ? gap.sentence : NULL);
}

static void
pnr_bundle_parts_show (PnrBundleParts *self)
{
  PnrBundle *bundle = pnr_bundle_parts_get_bundle (self);
  guint n_components = pnr_bundle_get_n_components (bundle);

  self->is_showing = TRUE;
  pnr_bundle_parts_show_rows (self, bundle);
  self->is_showing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->component_list), n_components > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->picker),
                          n_components
                              < pnr_bundle_kind_get_most_products (pnr_bundle_get_kind (bundle)));
  pnr_bundle_parts_show_choice (self, bundle);
  pnr_bundle_parts_show_problems (self, bundle);
  self->is_showing = FALSE;
}

static void
pnr_bundle_parts_dispose (GObject *object)
{
  PnrBundleParts *self = PNR_BUNDLE_PARTS (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_PARTS);
  self->component_list = NULL;
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (pnr_bundle_parts_parent_class)->dispose (object);
}

static void
pnr_bundle_parts_class_init (PnrBundlePartsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_parts_dispose;

  g_type_ensure (PNR_TYPE_PRODUCT_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-parts.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, group);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, picker);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, component_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, fault_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, choice_group);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, least_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, most_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, step_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleParts, step_row);
  gtk_widget_class_bind_template_callback (widget_class, product_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, least_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, most_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_changed_cb);
}

static void
pnr_bundle_parts_init (PnrBundleParts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_wheel_leave (GTK_WIDGET (self));
}

void
pnr_bundle_parts_set_draft (PnrBundleParts *self, PnrBundleDraft *draft)
{
  g_return_if_fail (PNR_IS_BUNDLE_PARTS (self));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  pnr_product_picker_set_session (self->picker, pnr_bundle_draft_get_session (draft));
  g_signal_connect_object (draft, "changed", G_CALLBACK (pnr_bundle_parts_show), self,
                           G_CONNECT_SWAPPED);
}

/* Another bundle is shown from now on, in rows of its own. */
void
pnr_bundle_parts_forget (PnrBundleParts *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (PNR_IS_BUNDLE_PARTS (self));

  while ((row = gtk_list_box_get_row_at_index (self->component_list, 0)) != NULL)
    gtk_list_box_remove (self->component_list, GTK_WIDGET (row));
}
