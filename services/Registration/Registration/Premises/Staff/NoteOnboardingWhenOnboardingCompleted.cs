using Clinic.Training.Contracts;

namespace Clinic.Registration.Premises.Staff;

/// <summary>A newcomer completed the onboarding and may hold a post alone .</summary>
[ActsAs("staff-list", "employees.read", ForGroup = true)]
sealed class NoteOnboardingWhenOnboardingCompleted(RegistrationDb db) : IReaction<OnboardingCompleted>
{
    public async Task React(OnboardingCompleted fact, MessageContext message, CancellationToken stop) =>
        (await db.KnownStaffMember(fact.EmployeeId, null, stop)).CompleteOnboarding(fact.OccurredAt);
}
