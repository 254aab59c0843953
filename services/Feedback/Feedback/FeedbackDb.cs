using System.Text.Json;
using Clinic.Feedback.Clients;
using Clinic.Feedback.Complaints;
using Clinic.Feedback.Contracts;
using Clinic.Feedback.FollowUps;
using Clinic.Feedback.Improvements;
using Clinic.Feedback.Issues;
using Clinic.Feedback.Staff;
using Clinic.Feedback.Surveys;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Clinic.Feedback;

/// <summary>Feedback's own database, with the constraints that carry rules by name.</summary>
public sealed class FeedbackDb(DbContextOptions<FeedbackDb> options) : ServiceDb(options)
{
    internal const string FollowUpOnce = "follow_up_once",
        InvitationOnce = "survey_invitation_once",
        AnswerOnce = "survey_answer_once",
        OneOpenLink = "survey_link_one_open",
        ActionOnce = "improvement_action_once",
        IssueOnce = "patient_issue_once";

    internal DbSet<StaffMember> Staff => Set<StaffMember>();
    internal DbSet<MergedClient> MergedClients => Set<MergedClient>();
    internal DbSet<Complaint> Complaints => Set<Complaint>();
    internal DbSet<ComplaintStep> ComplaintSteps => Set<ComplaintStep>();
    internal DbSet<ComplaintNotice> ComplaintNotices => Set<ComplaintNotice>();
    internal DbSet<ImprovementAction> ImprovementActions => Set<ImprovementAction>();
    internal DbSet<HeldTraining> HeldTrainings => Set<HeldTraining>();
    internal DbSet<FollowUp> FollowUps => Set<FollowUp>();
    internal DbSet<FollowUpAttempt> FollowUpAttempts => Set<FollowUpAttempt>();
    internal DbSet<PatientIssue> PatientIssues => Set<PatientIssue>();
    internal DbSet<SurveyInvitation> SurveyInvitations => Set<SurveyInvitation>();
    internal DbSet<SurveyLink> SurveyLinks => Set<SurveyLink>();
    internal DbSet<SurveyAnswer> SurveyAnswers => Set<SurveyAnswer>();

    /// <summary>A client who may be somebody else, held until the transaction ends.</summary>
    internal async Task<MergedClient> MergedClientOrNew(Guid client, Guid branch, CancellationToken stop)
    {
        await LockSubject(client, stop);
        return await MergedClients.FindAsync([client], stop) ?? Add(new MergedClient { Id = client, BranchId = branch }).Entity;
    }

    /// <summary>Who was served in this visit or accompanied visit, as far as this service has heard of it.</summary>
    internal Task<Guid?> ClientServed(Guid? visit, Guid? engagement, CancellationToken stop) =>
        FollowUps
            .Where(call => call.SourceId == visit || call.SourceId == engagement)
            .Select(call => (Guid?)call.ClientId)
            .FirstOrDefaultAsync(stop);

    /// <summary>True when something is done because of the complaint .</summary>
    internal Task<bool> Improves(Complaint complaint, CancellationToken stop) =>
        ImprovementActions.AnyAsync(action => action.SourceId == complaint.Id && action.State != ActionState.Cancelled, stop);

    /// <summary>Says that the complaint is over.</summary>
    internal void SayClosed(Complaint complaint, DateTimeOffset now) =>
        Publish(
            new ComplaintClosed(
                complaint.Id,
                complaint.BranchId,
                complaint.IsUpheld,
                complaint.Rounds,
                complaint.WithinTime,
                now,
                complaint.SayNext()
            ),
            complaint.CaseId
        );

    protected override void Shape(ModelBuilder model)
    {
        model.Entity<StaffMember>();
        model.Entity<MergedClient>(merged =>
        {
            merged.HasIndex(mergedClient => mergedClient.KeptId).HasFilter("kept_id IS NOT NULL");
        });
        ShapeComplaints(model);
        ShapeAftercare(model);
    }

    static void ShapeComplaints(ModelBuilder model)
    {
        model.Entity<Complaint>(complaint =>
        {
            complaint.HasIndex(candidate => new { candidate.BranchId, candidate.State });
            complaint.HasIndex(candidate => new { candidate.BranchId, candidate.Cause });
            complaint.HasIndex(candidate => candidate.FiledBy);
            complaint.HasIndex(candidate => candidate.ClientId).HasFilter("client_id IS NOT NULL");
        });
        model.Entity<ComplaintStep>(step =>
        {
            step.HasKey(complaintStep => new { complaintStep.ComplaintId, complaintStep.Number });
            // A step cannot be taken away, and with it the complaint it belongs to.
            step.HasOne<Complaint>()
                .WithMany()
                .HasForeignKey(complaintStep => complaintStep.ComplaintId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ComplaintNotice>(notice =>
        {
            // Each rung is told once, whoever rings.
            notice.HasKey(complaintNotice => new
            {
                complaintNotice.ComplaintId,
                complaintNotice.Kind,
                complaintNotice.Rung,
            });
            notice
                .HasOne<Complaint>()
                .WithMany()
                .HasForeignKey(complaintNotice => complaintNotice.ComplaintId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ImprovementAction>(action =>
        {
            action
                .HasIndex(improvementAction => new { improvementAction.SourceId, improvementAction.ResponsibleId })
                .IsUnique()
                .HasFilter("state <> 'Cancelled'")
                .HasDatabaseName(ActionOnce);
            action
                .HasOne<Complaint>()
                .WithMany()
                .HasForeignKey(improvementAction => improvementAction.SourceId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<HeldTraining>(held => held.HasKey(heldTraining => heldTraining.SessionId));
        model.Entity<HeldTraining>().HasIndex(heldTraining => heldTraining.SourceId);
    }

    static void ShapeAftercare(ModelBuilder model)
    {
        model.Entity<FollowUp>(up =>
        {
            up.HasIndex(followUp => followUp.SourceId).IsUnique().HasDatabaseName(FollowUpOnce);
            up.HasIndex(followUp => new { followUp.BranchId, followUp.State });
            up.HasIndex(followUp => followUp.ClientId);
        });
        model.Entity<FollowUpAttempt>(attempt =>
        {
            attempt.HasIndex(followUpAttempt => followUpAttempt.FollowUpId);
            attempt
                .HasOne<FollowUp>()
                .WithMany()
                .HasForeignKey(followUpAttempt => followUpAttempt.FollowUpId)
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PatientIssue>(issue =>
        {
            issue.HasIndex(patientIssue => patientIssue.SourceId).IsUnique().HasDatabaseName(IssueOnce);
            issue.HasIndex(patientIssue => patientIssue.BranchId);
            issue.HasIndex(patientIssue => patientIssue.ClientId);
        });
        model.Entity<SurveyInvitation>(invitation =>
        {
            invitation.HasIndex(surveyInvitation => surveyInvitation.SourceId).IsUnique().HasDatabaseName(InvitationOnce);
            invitation.HasIndex(surveyInvitation => surveyInvitation.BranchId);
            invitation.HasIndex(surveyInvitation => surveyInvitation.ClientId);
            AsJson(invitation.Property(surveyInvitation => surveyInvitation.ToRate));
        });
        model.Entity<SurveyLink>(link =>
        {
            link.HasIndex(surveyLink => surveyLink.SecretHash).IsUnique();
            link.HasIndex(surveyLink => surveyLink.InvitationId).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName(OneOpenLink);
        });
        model.Entity<SurveyAnswer>(answer =>
        {
            answer.HasIndex(surveyAnswer => surveyAnswer.InvitationId).IsUnique().HasDatabaseName(AnswerOnce);
            answer.HasIndex(surveyAnswer => surveyAnswer.BranchId);
            answer.Property(surveyAnswer => surveyAnswer.Score).HasPrecision(5, 2);
            answer
                .HasOne<SurveyInvitation>()
                .WithMany()
                .HasForeignKey(surveyAnswer => surveyAnswer.InvitationId)
                .OnDelete(DeleteBehavior.Restrict);
            AsJson<Rated>(answer.Property(surveyAnswer => surveyAnswer.Ratings));
        });
    }

    static void AsJson<T>(PropertyBuilder<IReadOnlyList<T>> list) =>
        list.HasColumnType("jsonb")
            .HasConversion(
                items => JsonSerializer.Serialize(items, Json.Wire),
                text => JsonSerializer.Deserialize<T[]>(text, Json.Wire)!,
                new ValueComparer<IReadOnlyList<T>>(
                    (readOnlyList, other) => ReferenceEquals(readOnlyList, other),
                    items => items.Count,
                    items => items
                )
            );
}
