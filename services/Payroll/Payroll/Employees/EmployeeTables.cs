namespace Clinic.Payroll.Employees;

/// <summary>The tables of this area, with the constraints that carry rules by name.</summary>
static class EmployeeTables
{
    internal const string SupervisorKnown = "fk_employee_supervisor_id",
        PayTermOnce = "pk_pay_term",
        PostChangeOnce = "pk_post_change",
        NameChangeOnce = "pk_name_change";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Employee>(employee =>
        {
            employee.Property(candidate => candidate.EventVersion).HasColumnName("facts_said");
            employee.Property(candidate => candidate.Name).HasMaxLength(80);
            employee.Property(candidate => candidate.LatinName).HasMaxLength(80);
            employee.Property(candidate => candidate.NameAtHire).HasMaxLength(80);
            employee.Property(candidate => candidate.LatinNameAtHire).HasMaxLength(80);
            employee.Property(candidate => candidate.LeavingReason).HasMaxLength(40);
            employee.HasIndex(candidate => new { candidate.BranchId, candidate.Post });
            // Whoever has the same name and mobile number is looked for by the name; numbers are sealed.
            employee.HasIndex(candidate => candidate.Name);
            employee.HasOne<Employee>().WithMany().HasForeignKey(candidate => candidate.SupervisorId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PostChange>(change =>
        {
            change.HasKey(postChange => new { postChange.EmployeeId, postChange.Number });
            change.HasOne<Employee>().WithMany().HasForeignKey(postChange => postChange.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<NameChange>(change =>
        {
            change.HasKey(nameChange => new { nameChange.EmployeeId, nameChange.Number });
            change.HasOne<Employee>().WithMany().HasForeignKey(nameChange => nameChange.EmployeeId).OnDelete(DeleteBehavior.Restrict);
            change.Property(nameChange => nameChange.OldName).HasMaxLength(80);
            change.Property(nameChange => nameChange.OldLatinName).HasMaxLength(80);
            change.Property(nameChange => nameChange.NewName).HasMaxLength(80);
            change.Property(nameChange => nameChange.NewLatinName).HasMaxLength(80);
        });
        model.Entity<PayTerm>(term =>
        {
            term.HasKey(payTerm => new { payTerm.EmployeeId, payTerm.Number });
            term.ComplexProperty(payTerm => payTerm.BasePay);
            term.Property(payTerm => payTerm.BaseGrade).HasMaxLength(3);
            term.HasOne<Employee>().WithMany().HasForeignKey(payTerm => payTerm.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Agreement>(agreement =>
        {
            agreement.HasKey(candidate => new { candidate.EmployeeId, candidate.DocumentVersion });
            agreement.Property(candidate => candidate.DocumentVersion).HasMaxLength(32);
            agreement.HasOne<Employee>().WithMany().HasForeignKey(candidate => candidate.EmployeeId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
