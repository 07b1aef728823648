/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas as a table: all relations, with the same selection and the same edits. */
#include "config.h"

#include "ui/relationships/pnr-relation-outline.h"

#include "ui/pnr-cell-text.h"
#include "ui/pnr-column-head.h"
#include "ui/pnr-late-menu.h"
#include "ui/pnr-lineage-words.h"
#include "ui/pnr-reading-side.h"
#include "ui/pnr-toolbar.h"
#include "ui/pnr-wording.h"
#include "ui/relationships/pnr-product-browser.h"
#include "ui/relationships/pnr-relation-edits.h"

#include <glib/gi18n.h>

/* Rather scroll sideways than read the beginning of a name. */
#define LEAST_NAME_WIDTH 150

typedef enum {
  COLUMN_FROM,
  COLUMN_KIND,
  COLUMN_TO,
  COLUMN_DIRECTION,
  COLUMN_POSITION,
  COLUMN_EVIDENCE,
  COLUMN_APPROVAL,
  N_COLUMNS,
} PnrOutlineColumn;

/* In the order of the drop-down. */
typedef enum {
  SHOWN_ALL,
  SHOWN_JUDGEMENT,
  SHOWN_MINED,
  SHOWN_UNAPPROVED,
} PnrOutlineShown;

struct _PnrRelationOutline {
  AdwBin parent_instance;

  GtkColumnView *view;
  GtkMenuButton *from_button;
  GtkMenuButton *to_button;
  GtkLabel *from_label;
  GtkLabel *to_label;
  GtkPopover *from_popover;
  GtkPopover *to_popover;
  PnrProductBrowser *from_browser;
  PnrProductBrowser *to_browser;
  GtkDropDown *kind_drop;
  GtkMenuButton *kind_button;
  GMenuModel *kind_menu;
  GtkDropDown *shown_drop;
  GtkLabel *count_label;

  PnrSession *session;
  PnrBoardScene *scene;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkMultiSelection *selection;
  gint64 from_id;
  gint64 to_id;
  gboolean is_following;
};

enum {
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrRelationOutline, pnr_relation_outline, ADW_TYPE_BIN)

static char *
pnr_relation_outline_dup_text (PnrRelationOutline *self, PnrRelation *relation,
                               PnrOutlineColumn column)
{
  switch (column) {
  case COLUMN_FROM:
    return pnr_session_dup_product_title (self->session, pnr_relation_get_from_id (relation));
  case COLUMN_KIND:
    return g_strdup (pnr_wording_get_relation_kind (pnr_relation_get_kind (relation)));
  case COLUMN_TO:
    return pnr_session_dup_product_title (self->session, pnr_relation_get_to_id (relation));
  case COLUMN_DIRECTION:
    return g_strdup (pnr_relation_is_two_way (relation) ? _ ("Two-way") : _ ("One-way"));
  case COLUMN_POSITION:
    return pnr_wording_dup_count (pnr_relation_get_position (relation));
  case COLUMN_EVIDENCE:
    return pnr_lineage_words_dup_evidence (PNR_DECISION (relation));
  case COLUMN_APPROVAL:
    return pnr_lineage_words_dup_approval (PNR_DECISION (relation));
  case N_COLUMNS:
  default:
    g_assert_not_reached ();
  }
}

static int
pnr_relation_outline_compare (PnrRelationOutline *self, PnrRelation *a, PnrRelation *b,
                              PnrOutlineColumn column)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (column == COLUMN_POSITION) {
    gint64 x = pnr_relation_get_position (a), y = pnr_relation_get_position (b);

    return x < y ? -1 : x > y;
  }
  first = pnr_relation_outline_dup_text (self, a, column);
  second = pnr_relation_outline_dup_text (self, b, column);
  return g_utf8_collate (first, second);
}

static int
compare_by_from (gconstpointer a, gconstpointer b, gpointer self)
{
  return pnr_relation_outline_compare (self, (PnrRelation *) a, (PnrRelation *) b, COLUMN_FROM);
}

static int
compare_by_kind (gconstpointer a, gconstpointer b, gpointer self)
{
  return (int) pnr_relation_get_kind ((PnrRelation *) a)
         - (int) pnr_relation_get_kind ((PnrRelation *) b);
}

static int
compare_by_to (gconstpointer a, gconstpointer b, gpointer self)
{
  return pnr_relation_outline_compare (self, (PnrRelation *) a, (PnrRelation *) b, COLUMN_TO);
}

static int
compare_by_direction (gconstpointer a, gconstpointer b, gpointer self)
{
  return pnr_relation_outline_compare (self, (PnrRelation *) a, (PnrRelation *) b,
                                       COLUMN_DIRECTION);
}

static int
compare_by_position (gconstpointer a, gconstpointer b, gpointer self)
{
  return pnr_relation_outline_compare (self, (PnrRelation *) a, (PnrRelation *) b, COLUMN_POSITION);
}

static int
compare_by_evidence (gconstpointer a, gconstpointer b, gpointer self)
{
  return pnr_relation_outline_compare (self, (PnrRelation *) a, (PnrRelation *) b, COLUMN_EVIDENCE);
}

static int
compare_by_approval (gconstpointer a, gconstpointer b, gpointer self)
{
  gint64 x = pnr_decision_get_approved (PNR_DECISION ((gpointer) a));
  gint64 y = pnr_decision_get_approved (PNR_DECISION ((gpointer) b));

  return x < y ? -1 : x > y;
}

static gboolean
filter_relation (gpointer item, gpointer user_data)
{
  PnrRelationOutline *self = user_data;
  PnrDecision *decision = item;

  switch ((PnrOutlineShown) gtk_drop_down_get_selected (self->shown_drop)) {
  case SHOWN_JUDGEMENT:
    return pnr_decision_get_evidence (decision) == PNR_EVIDENCE_JUDGEMENT;
  case SHOWN_MINED:
    return pnr_decision_get_evidence (decision) == PNR_EVIDENCE_MINED;
  case SHOWN_UNAPPROVED:
    return !pnr_decision_is_approved (decision);
  case SHOWN_ALL:
  default:
    return TRUE;
  }
}

static void
shown_chosen_cb (PnrRelationOutline *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
pnr_relation_outline_count (PnrRelationOutline *self)
{
  guint n_all = g_list_model_get_n_items (gtk_filter_list_model_get_model (self->filtered));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  g_autofree char *text =
      n_shown == n_all
          ? g_strdup_printf (ngettext ("%'u relationship", "%'u relationships", n_all), n_all)
          /* Translators: how many rows are shown, and of how many. */
          : g_strdup_printf (
              ngettext ("%1$'u of %2$'u relationship", "%1$'u of %2$'u relationships", n_all),
              n_shown, n_all);

  gtk_label_set_label (self->count_label, text);
}

/* The marked rows; free with g_array_unref(). */
static GArray *
pnr_relation_outline_list_selected (PnrRelationOutline *self)
{
  g_autoptr (GtkBitset) rows =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint64 i = 0; i < gtk_bitset_get_size (rows); i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (G_LIST_MODEL (self->selection),
                                                              gtk_bitset_get_nth (rows, (guint) i));
    gint64 id = pnr_relation_get_id (relation);

    g_array_append_val (ids, id);
  }
  return ids;
}

static void
pnr_relation_outline_update_actions (PnrRelationOutline *self)
{
  g_autoptr (GArray) ids = pnr_relation_outline_list_selected (self);
  gboolean is_editable = !pnr_plan_is_read_only (pnr_session_get_plan (self->session));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outline.remove", is_editable && ids->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outline.set-kind",
                                 is_editable && ids->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outline.add",
                                 is_editable && self->from_id != 0 && self->to_id != 0
                                     && self->from_id != self->to_id);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_button), is_editable && ids->len > 0);
}

/* From the table to the board. */
static void
rows_selected_cb (PnrRelationOutline *self)
{
  g_autoptr (GArray) ids = NULL;

  pnr_relation_outline_update_actions (self);
  if (self->is_following)
    return;
  self->is_following = TRUE;
  ids = pnr_relation_outline_list_selected (self);
  pnr_board_scene_select_none (self->scene);
  for (guint i = 0; i < ids->len; i++)
    pnr_board_scene_set_selected (self->scene, PNR_BOARD_PART_RELATION,
                                  g_array_index (ids, gint64, i), TRUE);
  self->is_following = FALSE;
}

/* From the board to the table; only when the table can be seen, as a band selects often. */
static void
scene_selected_cb (PnrRelationOutline *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GtkBitset) rows = NULL;
  g_autoptr (GtkBitset) mask = NULL;

  if (self->is_following || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_following = TRUE;
  rows = gtk_bitset_new_empty ();
  mask = gtk_bitset_new_range (0, n_rows);
  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

    if (pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_RELATION,
                                     pnr_relation_get_id (relation)))
      gtk_bitset_add (rows, i);
  }
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), rows, mask);
  self->is_following = FALSE;
}

static void
row_activated_cb (PnrRelationOutline *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
from_shown_cb (PnrRelationOutline *self)
{
  pnr_product_browser_start_search (self->from_browser);
}

static void
to_shown_cb (PnrRelationOutline *self)
{
  pnr_product_browser_start_search (self->to_browser);
}

static void
from_chosen_cb (PnrRelationOutline *self, PnrProduct *product)
{
  self->from_id = pnr_product_get_id (product);
  gtk_label_set_label (self->from_label, pnr_product_get_title (product));
  gtk_popover_popdown (self->from_popover);
  pnr_relation_outline_update_actions (self);
}

static void
to_chosen_cb (PnrRelationOutline *self, PnrProduct *product)
{
  self->to_id = pnr_product_get_id (product);
  gtk_label_set_label (self->to_label, pnr_product_get_title (product));
  gtk_popover_popdown (self->to_popover);
  pnr_relation_outline_update_actions (self);
}

static void
outline_add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationOutline *self = PNR_RELATION_OUTLINE (widget);

  pnr_session_relate (self->session, self->from_id, self->to_id,
                      gtk_drop_down_get_selected (self->kind_drop), FALSE);
}

static void
outline_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationOutline *self = PNR_RELATION_OUTLINE (widget);
  g_autoptr (GArray) ids = pnr_relation_outline_list_selected (self);

  pnr_session_remove_relations (self->session, (const gint64 *) (gpointer) ids->data, ids->len);
}

static void
outline_set_kind (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationOutline *self = PNR_RELATION_OUTLINE (widget);
  g_autoptr (GArray) ids = pnr_relation_outline_list_selected (self);

  pnr_relation_edits_set_kind (self->session, (const gint64 *) (gpointer) ids->data, ids->len,
                               g_variant_get_int32 (parameter));
}

static gboolean
approval_tooltip_queried_cb (GtkListItem *item, int x, int y, gboolean is_keyboard,
                             GtkTooltip *tooltip)
{
  PnrDecision *decision = gtk_list_item_get_item (item);
  g_autofree char *words = decision != NULL ? pnr_lineage_words_dup_approval (decision) : NULL;

  gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PnrRelationOutline *self)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *label;

  if (column == COLUMN_APPROVAL) {
    GtkWidget *icon = gtk_image_new ();

    gtk_widget_set_halign (icon, GTK_ALIGN_START);
    gtk_widget_set_has_tooltip (icon, TRUE);
    g_signal_connect_object (icon, "query-tooltip", G_CALLBACK (approval_tooltip_queried_cb), item,
                             G_CONNECT_SWAPPED);
    gtk_list_item_set_child (item, icon);
    return;
  }
  label = pnr_cell_text_new (column == COLUMN_POSITION);
  if (column == COLUMN_POSITION)
    gtk_widget_add_css_class (label, "numeric");
  if (column == COLUMN_EVIDENCE)
    gtk_widget_add_css_class (label, "dim-label");
  if (column == COLUMN_FROM || column == COLUMN_TO)
    gtk_widget_set_size_request (label, LEAST_NAME_WIDTH, -1);
  gtk_list_item_set_child (item, label);
}

/* What is not approved yet has no icon, but a word for who hears it. */
static void
bind_approval (GtkWidget *icon, PnrRelation *relation, const char *words)
{
  gboolean is_approved = pnr_decision_is_approved (PNR_DECISION (relation));

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), is_approved ? "emblem-ok-symbolic" : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* Rows of a table have no name of their own. */
static void
pnr_relation_outline_name_row (PnrRelationOutline *self, GtkWidget *cell, PnrRelation *relation)
{
  g_autofree char *label =
      pnr_board_scene_dup_relation_label (self->scene, pnr_relation_get_id (relation));
  g_autofree char *approval = pnr_lineage_words_dup_approval (PNR_DECISION (relation));
  g_autofree char *name = NULL;

  if (cell == NULL || gtk_widget_get_parent (cell) == NULL || label == NULL)
    return;
  name = pnr_decision_is_approved (PNR_DECISION (relation))
             ? g_strdup_printf ("%s, %s", label, approval)
             : g_strdup (label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (cell)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, PnrRelationOutline *self)
{
  PnrRelation *relation = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  g_autofree char *text = pnr_relation_outline_dup_text (self, relation, column);

  if (column == COLUMN_APPROVAL)
    bind_approval (child, relation, text);
  else
    pnr_cell_text_set (child, text);
  pnr_relation_outline_name_row (self, gtk_widget_get_parent (child), relation);
}

static void
pnr_relation_outline_add_column (PnrRelationOutline *self, PnrOutlineColumn column,
                                 const char *title, int width, GCompareDataFunc compare)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (cell_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, 0);
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (width > 0)
    gtk_column_view_column_set_fixed_width (view_column, width);
  else
    gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_append_column (self->view, view_column);
  if (column == COLUMN_POSITION)
    pnr_column_head_align_end (self->view, view_column);
}

static void
pnr_relation_outline_dispose (GObject *object)
{
  PnrRelationOutline *self = PNR_RELATION_OUTLINE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_RELATION_OUTLINE);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->scene);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_relation_outline_parent_class)->dispose (object);
}

static void
pnr_relation_outline_class_init (PnrRelationOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_relation_outline_dispose;

  signals[OPENED] = g_signal_new ("opened", PNR_TYPE_RELATION_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "outline.add", NULL, outline_add);
  gtk_widget_class_install_action (widget_class, "outline.remove", NULL, outline_remove);
  gtk_widget_class_install_action (widget_class, "outline.set-kind", "i", outline_set_kind);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "outline.remove", NULL);

  g_type_ensure (PNR_TYPE_PRODUCT_BROWSER);
  g_type_ensure (PNR_TYPE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/relationships/pnr-relation-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, view);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, from_button);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, to_button);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, from_label);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, to_label);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, from_popover);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, to_popover);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, from_browser);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, to_browser);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, kind_drop);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, kind_button);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, kind_menu);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, shown_drop);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationOutline, count_label);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_chosen_cb);
}

static void
pnr_relation_outline_init (PnrRelationOutline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_late_menu_give (self->kind_button, self->kind_menu);
  g_signal_connect (self, "map", G_CALLBACK (scene_selected_cb), NULL);
}

/**
 * pnr_relation_outline_set_session:
 * @self: an outline without a session
 * @session: whose plan's relations are listed
 * @scene: whose selection is shared
 */
void
pnr_relation_outline_set_session (PnrRelationOutline *self, PnrSession *session,
                                  PnrBoardScene *scene)
{
  PnrNounList *relations;

  g_return_if_fail (PNR_IS_RELATION_OUTLINE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->scene = g_object_ref (scene);
  relations = pnr_plan_get_relations (pnr_session_get_plan (session));
  pnr_relation_outline_add_column (self, COLUMN_FROM, _ ("From"), 0, compare_by_from);
  pnr_relation_outline_add_column (self, COLUMN_KIND, _ ("Kind"), 110, compare_by_kind);
  pnr_relation_outline_add_column (self, COLUMN_TO, _ ("To"), 0, compare_by_to);
  pnr_relation_outline_add_column (self, COLUMN_DIRECTION, _ ("Direction"), 96,
                                   compare_by_direction);
  pnr_relation_outline_add_column (self, COLUMN_POSITION, _ ("Position"), 84, compare_by_position);
  pnr_relation_outline_add_column (self, COLUMN_EVIDENCE, _ ("Evidence"), 0, compare_by_evidence);
  pnr_relation_outline_add_column (self, COLUMN_APPROVAL, _ ("Approved"), 96, compare_by_approval);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_relation, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (relations)),
                                              g_object_ref (self->filter));
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (pnr_relation_outline_count),
                           self, G_CONNECT_SWAPPED);
  pnr_relation_outline_count (self);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                          g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  pnr_reading_side_keep (GTK_WIDGET (self->view));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (rows_selected_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scene, "selection-changed", G_CALLBACK (scene_selected_cb), self,
                           G_CONNECT_SWAPPED);
  pnr_product_browser_set_session (self->from_browser, session);
  pnr_product_browser_set_session (self->to_browser, session);
  pnr_relation_outline_update_actions (self);
}
