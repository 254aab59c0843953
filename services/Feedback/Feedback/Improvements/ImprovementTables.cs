namespace Clinic.Feedback.Improvements;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class ImprovementTables
{
    internal const string ActionOnce = "improvement_action_once";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<ImprovementAction>(action =>
        {
            action
                .HasIndex(improvementAction => new { improvementAction.SourceId, improvementAction.ResponsibleId })
                .IsUnique()
                .HasFilter("state <> 'Cancelled' AND kind = 'Training'")
                .HasDatabaseName(ActionOnce);
        });
        model.Entity<HeldTraining>(held => held.HasKey(heldTraining => heldTraining.SessionId));
        model.Entity<HeldTraining>().HasIndex(heldTraining => heldTraining.SourceId);
    }
}
