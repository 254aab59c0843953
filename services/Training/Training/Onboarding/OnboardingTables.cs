namespace Clinic.Training.Onboarding;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class OnboardingTables
{
    public static void Shape(ModelBuilder model)
    {
        model.Entity<OnboardingPlan>(plan =>
        {
            plan.HasKey(onboardingPlan => new { onboardingPlan.PersonId, onboardingPlan.PathCode });
            plan.Property(onboardingPlan => onboardingPlan.PathCode).HasMaxLength(40);
            plan.Property(onboardingPlan => onboardingPlan.MinHours).HasPrecision(6, 2);
            plan.Property(onboardingPlan => onboardingPlan.Hours).HasPrecision(7, 2);
            plan.HasIndex(onboardingPlan => onboardingPlan.BranchId);
        });
    }
}
